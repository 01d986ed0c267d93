import type { ScopeView } from '@minimart/ui';
import type { ListingScope } from './api.ts';
import { groupViews } from '../listing/group-views.ts';
import { toScopeView } from './to-scope-view.ts';

/** The scopes about one kind of thing, such as `Tags`. */
export type ScopeGroup = { name: string; scopes: ScopeView[] };

/** The scopes of a listing as rows, grouped by {@link groupViews}. */
export function groupScopes(scopes: ListingScope[]): ScopeGroup[] {
  return groupViews(scopes.map((scope) => ({ group: scope.group, view: toScopeView(scope) })));
}
