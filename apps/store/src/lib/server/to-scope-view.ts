import type { ScopeView } from '@minimart/ui';
import type { Changes, ListingScope } from './api.ts';
import { iconNode } from './icon-node.ts';

/** A scope as a row shows it. */
export function toScopeView({ id, label, description, risk, verb, icon, reason, optional }: ListingScope): ScopeView {
  return { id, label, description, risk, verb, reason, optional, icon: iconNode(icon) };
}

/** Changes with their new scopes as rows show them. */
export function toChangesView({ scopes, ...changes }: Changes) {
  return { ...changes, scopes: { ...scopes, added: scopes.added.map(toScopeView) } };
}

/** Changes as `ChangeList` shows them. */
export type ChangesView = ReturnType<typeof toChangesView>;
