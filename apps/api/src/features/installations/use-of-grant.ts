import type { ScopeUse } from '@minimart/keys';
import type { ScopeRegistry } from '@minimart/scope-kit';

/** What was done with one granted scope. */
export interface GrantUse {
  uses: number;
  lastUsedAt: Date | null;
}

/**
 * What each granted scope was used for. A call counts for the scope it needed; when that one was only implied, for the granted
 * scopes that imply it.
 */
export function useOfGrant(
  registry: Pick<ScopeRegistry, 'expand'>,
  granted: readonly string[],
  uses: readonly Omit<ScopeUse, 'subject'>[],
): Map<string, GrantUse> {
  const isGranted = new Set(granted);
  return new Map(
    granted.map((scope) => {
      const opened = registry.expand([scope]);
      const own = uses.filter((use) => use.scope === scope || (opened.has(use.scope) && !isGranted.has(use.scope)));
      const last = Math.max(...own.map(({ lastUsedAt }) => lastUsedAt.getTime()));
      return [
        scope,
        { uses: own.reduce((sum, use) => sum + use.uses, 0), lastUsedAt: own.length > 0 ? new Date(last) : null },
      ];
    }),
  );
}
