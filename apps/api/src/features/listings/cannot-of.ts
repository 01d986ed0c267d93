import type { ScopeRegistry } from '@minimart/scope-kit';

const riskOrder = { high: 0, sensitive: 1, low: 2 } as const;

/** Something that an app cannot do unless it asks for one of these scopes. */
interface Cannot {
  /** Completes "This app cannot ...". */
  cannot: string;
  /** The scope that is needed for it, and those that bring it. */
  unless: string[];
}

/**
 * All that an app may be unable to do, from the registry: what would weigh most first. Scopes that no app should ask for any more go without saying. Here
 * alone is said what rules an entry out; whoever chooses scopes has nothing to know but the entries.
 */
export function allThatCannot(registry: Pick<ScopeRegistry, 'expand' | 'scopes'>): Cannot[] {
  const reached = registry.scopes.map(({ id }) => ({ id, opens: registry.expand([id]) }));
  return registry.scopes
    .filter(({ deprecated }) => !deprecated)
    .toSorted((one, other) => riskOrder[one.risk] - riskOrder[other.risk])
    .map(({ id, cannot }) => ({
      cannot,
      unless: reached.filter(({ opens }) => opens.has(id)).map((scope) => scope.id),
    }));
}

/** What an app cannot do that asks for these scopes. */
export function cannotOf(registry: Pick<ScopeRegistry, 'expand' | 'scopes'>, asked: readonly string[]): string[] {
  return allThatCannot(registry)
    .filter(({ unless }) => !unless.some((scope) => asked.includes(scope)))
    .map(({ cannot }) => cannot);
}
