import type { Trait } from '@minimart/catalog';
import { Refusal } from '@minimart/problem';
import type { ScopeRegistry } from '@minimart/scope-kit';

/** The trait of asking for anything above low risk. */
export const riskyTrait = 'risky';

/** The trait of being by a developer who has proven no domain. */
export const unprovenTrait = 'unproven';

type Registry = Pick<ScopeRegistry, 'scopes' | 'scope' | 'closest' | 'expand'>;

// With twenty that may be left out, the one of all and that of the unproven, as many as a search counts.
const mostOffered = 28;
const riskOrder = { high: 0, sensitive: 1, low: 2 } as const;

/**
 * What apps can be searched by not asking for: each scope above low risk, what weighs most first, and those in `without`. An app has the trait of a scope when it asks for
 * it or for one that brings it. Refuses a scope that no plugin declares.
 */
export function searchTraits(registry: Registry, without: readonly string[]): Trait[] {
  for (const id of without) if (registry.scope(id) === undefined) throw unknownScope(registry, id);
  const weighty = registry.scopes.filter(({ risk }) => risk !== 'low');
  const risky = weighty.toSorted((one, other) => riskOrder[one.risk] - riskOrder[other.risk]).map(({ id }) => id);
  const offered = risky.filter((id) => registry.scope(id)?.deprecated === undefined);
  const ids = [...new Set([...offered.slice(0, mostOffered), ...without])];
  const bringing = (wanted: readonly string[]) =>
    registry.scopes.map(({ id }) => id).filter((id) => wanted.some((each) => registry.expand([id]).has(each)));
  const unproven = { id: unprovenTrait, scopes: [], isOfUnproven: true };
  return [unproven, { id: riskyTrait, scopes: bringing(risky) }, ...ids.map((id) => ({ id, scopes: bringing([id]) }))];
}

function unknownScope(registry: Registry, id: string): Refusal {
  const closest = registry.closest(id);
  const message = `No installed plugin declares the scope ${id}.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
  return new Refusal({ code: 'invalid_request', detail: message, errors: [{ path: 'query.without', message }] });
}
