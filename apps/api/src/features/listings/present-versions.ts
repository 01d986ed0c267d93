import { compareManifests } from '@minimart/app-manifest';
import type { Published } from '@minimart/catalog';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { listingVersionSchema } from './listing-schemas.ts';
import { presentScopes } from './present-scopes.ts';

type Presented = z.input<typeof listingVersionSchema>;

/** Versions as a listing tells of them, newest first; each with what it changed in what owners agree to, against the one told of before it. */
export function presentVersions(registry: Services['registry'], versions: readonly Published[]): Presented[] {
  return versions.map((published, place) => {
    const { version, changelog, publishedAt } = published;
    const former = versions[place + 1];
    return {
      version,
      changelog,
      publishedAt: publishedAt.toISOString(),
      changes: former === undefined ? null : presentDifference(registry, former, published),
    };
  });
}

function presentDifference(
  registry: Services['registry'],
  former: Published,
  published: Published,
): NonNullable<Presented['changes']> {
  const { scopes, hosts } = compareManifests(former.manifest, published.manifest);
  const switched = scopes.changed.filter(({ from, to }) => from.optional !== to.optional).map(({ to }) => to);
  return {
    added: presentScopes(registry, scopes.added).map(toWords),
    removed: presentScopes(registry, scopes.removed).map(toWords),
    switched: presentScopes(registry, switched).map(toWords),
    hosts,
  };
}

function toWords({ id, label, risk, verb, optional }: ReturnType<typeof presentScopes>[number]) {
  return { id, label, risk, verb, optional };
}
