import { parseManifest, type Manifest } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';

/** A manifest that was checked against the installed scopes and the egress guard; refuses with every mistake at its field. */
export function parseDraft({ registry, guard }: Pick<Services, 'registry' | 'guard'>, input: unknown): Manifest {
  const result = parseManifest(input, { registry, checkUrl: guard.checkUrl });
  if (result.ok) return result.manifest;
  const { code, detail, errors } = result;
  throw new Refusal({ code, detail, errors });
}
