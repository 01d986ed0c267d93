import type { ScopeDeclaration } from './scope-declaration.ts';

/** The circles in `implies`, each once, as the ids on the way round with the first repeated at the end. */
export function findImpliesCycles(scopes: ReadonlyMap<string, ScopeDeclaration>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();

  function walk(id: string, trail: readonly string[]): void {
    const start = trail.indexOf(id);
    if (start >= 0) cycles.push([...trail.slice(start), id]);
    if (start >= 0 || done.has(id)) return;
    for (const implied of scopes.get(id)?.implies ?? []) walk(implied, [...trail, id]);
    done.add(id);
  }

  for (const id of scopes.keys()) walk(id, []);
  return cycles;
}
