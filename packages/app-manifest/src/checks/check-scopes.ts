import { mistake, type ManifestMistake } from '../manifest-error.ts';
import type { Manifest } from '../manifest-schema.ts';

/** The part of a scope registry that a manifest is checked against. */
export interface KnownScopes {
  has(id: string): boolean;
  /** The declared id nearest to a mistyped one. */
  closest(id: string): string | undefined;
}

/** Every scope is declared by an installed plugin, and asked for once. */
export function checkScopes({ scopes }: Manifest, registry: KnownScopes): ManifestMistake[] {
  const seen = new Set<string>();
  return scopes.flatMap(({ id }, index) => {
    const path = `manifest.scopes[${index}].id`;
    const twice = seen.has(id);
    seen.add(id);
    if (twice) return [mistake(path, `The scope ${id} is asked for twice; keep one of them.`)];
    return registry.has(id) ? [] : [{ code: 'unknown_scope' as const, path, message: unknownScope(id, registry) }];
  });
}

function unknownScope(id: string, registry: KnownScopes): string {
  const closest = registry.closest(id);
  return `No installed plugin declares the scope ${id}.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
}
