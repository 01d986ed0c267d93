import type { ScopeView } from '@minimart/ui';
import type { ListingScope } from './api.ts';
import { toScopeView } from './to-scope-view.ts';

/** The scopes about one kind of thing, such as `Tags`. */
export type ScopeGroup = { name: string; scopes: ScopeView[] };

/** Scopes grouped by the thing they are about, in the developer's order; within a group, what may be seen comes before what may be changed and sent. */
export function groupScopes(scopes: ListingScope[]): ScopeGroup[] {
  const groups = Map.groupBy(scopes, ({ group }) => group);
  return [...groups].map(([name, members]) => ({ name, scopes: members.map(toScopeView).sort(byVerb) }));
}

const verbOrder = { see: 0, change: 1, send: 2 };

function byVerb(one: ScopeView, other: ScopeView): number {
  return verbOrder[one.verb] - verbOrder[other.verb];
}
