import type { ScopeRegistry } from '@minimart/scope-kit';

const riskOrder = { high: 0, sensitive: 1, low: 2 } as const;

/**
 * What an app cannot do, stated from the registry: each scope that neither it nor one it implies was asked for, what would weigh most
 * first. Scopes that no app should ask for any more go without saying.
 */
export function cannotOf(registry: Pick<ScopeRegistry, 'expand' | 'scopes'>, asked: readonly string[]): string[] {
  const within = registry.expand(asked);
  return registry.scopes
    .filter(({ id, deprecated }) => !within.has(id) && !deprecated)
    .toSorted((one, other) => riskOrder[one.risk] - riskOrder[other.risk])
    .map(({ cannot }) => cannot);
}
