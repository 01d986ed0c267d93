import type { Listing } from '@minimart/catalog';
import type { Services } from '../../compose.ts';

type Registry = Services['registry'];
type AskedScopes = Listing['manifest']['scopes'];

/** The scopes an app asks for, in the words of the registry and with the developer's reasons. */
export function presentScopes(registry: Registry, asked: AskedScopes) {
  return asked.flatMap(({ id, reason, optional }) => {
    const scope = registry.scope(id);
    if (scope === undefined) return [];
    const { label, description, risk, group, verb, icon } = scope;
    return [{ id, label, description, risk, group, verb, icon, reason, optional }];
  });
}
