import type { GrantGroup } from '@minimart/installs';
import type { GroupUse } from '@minimart/keys';
import type { ScopeRegistry } from '@minimart/scope-kit';
import { useOfGrant, type GrantUse } from '../installations/use-of-grant.ts';

/** What all live installations of an app together did with one scope that they hold. */
export interface SummedUse extends GrantUse {
  id: string;
  installations: number;
  standing: 'used' | 'unused' | 'too_early';
}

/**
 * Adds up the use of scopes over installations that hold different ones. A scope is called unused only when there is an installation that has
 * held it since before `since`, so that an app that was installed yesterday is told nothing that is not so.
 */
export function sumScopeUse(
  registry: Pick<ScopeRegistry, 'expand'>,
  groups: readonly GrantGroup[],
  { uses, since }: { uses: readonly GroupUse[]; since: Date },
): SummedUse[] {
  const sums = new Map<string, Omit<SummedUse, 'standing'> & { heldSince: Date }>();
  for (const [place, { scopes, installationIds, unchangedSince }] of groups.entries()) {
    const own = uses.filter(({ group }) => group === place);
    for (const [id, use] of useOfGrant(registry, scopes, own)) {
      const sum = sums.get(id) ?? { id, installations: 0, uses: 0, lastUsedAt: null, heldSince: unchangedSince };
      sums.set(id, {
        id,
        installations: sum.installations + installationIds.length,
        uses: sum.uses + use.uses,
        lastUsedAt: later(sum.lastUsedAt, use.lastUsedAt),
        heldSince: unchangedSince < sum.heldSince ? unchangedSince : sum.heldSince,
      });
    }
  }
  return [...sums.values()]
    .map(({ heldSince, ...sum }) => ({
      ...sum,
      standing: sum.uses > 0 ? ('used' as const) : heldSince <= since ? ('unused' as const) : ('too_early' as const),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
