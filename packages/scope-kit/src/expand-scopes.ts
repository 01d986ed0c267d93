import type { ScopeDeclaration } from './scope-declaration.ts';

/** The given scope ids and all that they imply, directly or through another; ids nobody declares stay as they are. */
export function expandScopes(ids: Iterable<string>, scopes: ReadonlyMap<string, ScopeDeclaration>): Set<string> {
  const granted = new Set(ids);
  for (const id of granted) {
    // A set hands out what is added while it is being walked, so this reaches the implied of the implied.
    for (const implied of scopes.get(id)?.implies ?? []) granted.add(implied);
  }
  return granted;
}
