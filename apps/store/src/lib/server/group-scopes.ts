import type { ScopeView } from '@minimart/ui';
import type { ListingScope } from './api.ts';
import { iconNode } from './icon-node.ts';

/** The scopes about one kind of thing, such as `Tags`. */
export type ScopeGroup = { name: string; scopes: ScopeView[] };

/** Scopes grouped by the thing they are about, in the developer's order; within a group, what may be seen comes before what may be changed and sent. */
export function groupScopes(scopes: ListingScope[]): ScopeGroup[] {
  const groups = Map.groupBy(scopes, ({ group }) => group);
  return [...groups].map(([name, members]) => ({ name, scopes: members.map(toView).sort(byVerb) }));
}

const verbOrder = { see: 0, change: 1, send: 2 };

function byVerb(one: ScopeView, other: ScopeView): number {
  return verbOrder[one.verb] - verbOrder[other.verb];
}

function toView({ id, label, description, risk, verb, icon, reason, optional }: ListingScope): ScopeView {
  return { id, label, description, risk, verb, reason, optional, icon: iconNode(icon) };
}
