import { compareTexts } from '@minimart/app-manifest';
import type { Published, Release } from '@minimart/catalog';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { presentChanges } from '../listings/present-changes.ts';
import type { versionChangesSchema } from './next-version-schemas.ts';

/** All that differs between two versions of an app; `releases` are its own, the highest first. */
export function presentVersionChanges(
  registry: Services['registry'],
  versions: { from: Published; to: Published; releases: readonly Release[] },
): z.input<typeof versionChangesSchema> {
  const { from, to } = versions;
  return { agreed: presentChanges(registry, versions), texts: compareTexts(from.manifest, to.manifest) };
}
