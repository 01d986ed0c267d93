import { compareManifests, type AuthInput } from '@minimart/app-manifest';
import type { Published, Release } from '@minimart/catalog';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { changesSchema } from './changes-schema.ts';
import { presentScopes } from './present-scopes.ts';

type Presented = z.input<typeof changesSchema>;

/** Two versions of an app, and all of its releases, the highest first. */
interface Versions {
  from: Published;
  to: Published;
  releases: readonly Release[];
}

/** What differs between two versions in what a person agrees to, in the words of the registry. */
export function presentChanges(registry: Services['registry'], { from, to, releases }: Versions): Presented {
  const { scopes, authInputs, hosts } = compareManifests(from.manifest, to.manifest);
  const place = (wanted: string) => releases.findIndex(({ version }) => version === wanted);
  const between = releases.slice(place(to.version), Math.max(place(from.version), 0));
  return {
    from: from.version,
    to: to.version,
    goesBack: place(to.version) > place(from.version),
    changelogs: between
      .filter(({ rolledBackAt }) => rolledBackAt === null)
      .map(({ version, changelog, publishedAt }) => ({ version, changelog, publishedAt: publishedAt.toISOString() })),
    scopes: {
      added: presentScopes(registry, scopes.added),
      removed: presentScopes(registry, scopes.removed),
      changed: scopes.changed.flatMap(({ from: was, to: is }) =>
        presentScopes(registry, [is]).map((scope) => ({
          ...scope,
          formerReason: was.reason,
          formerlyOptional: was.optional,
        })),
      ),
    },
    authInputs: {
      added: presentInputs(authInputs.added),
      removed: presentInputs(authInputs.removed),
      changed: presentInputs(authInputs.changed.map(({ to: input }) => input)),
    },
    hosts,
  };
}

/** Auth inputs as a form needs them. */
export function presentInputs(inputs: readonly AuthInput[]): Presented['authInputs']['added'] {
  return inputs.map((input) => ({ ...input })) as Presented['authInputs']['added'];
}
