import type { Manifest } from '@minimart/app-manifest';
import { type FieldError, Refusal } from '@minimart/problem';
import type { ScopePort } from './ports.ts';

/**
 * The scopes to grant, each once, in the manifest's order. Throws `unknown_scope` (no plugin declares it),
 * `scope_not_declared` (the app does not ask for it) or `required_scope_missing`; paths are `scopes[i]` and `scopes`.
 */
export function checkScopes(
  manifest: Manifest,
  wanted: readonly string[],
  registry: Pick<ScopePort, 'scope' | 'closest'>,
): string[] {
  const declared = manifest.scopes;
  refuse(
    'unknown_scope',
    faults(wanted, (id) => registry.scope(id) === undefined, unknownScope(registry)),
  );
  const asked = new Set(declared.map(({ id }) => id));
  refuse(
    'scope_not_declared',
    faults(
      wanted,
      (id) => !asked.has(id),
      (id) => `The app does not ask for the scope ${id}.`,
    ),
  );
  const missing = declared.filter(({ id, optional }) => !optional && !wanted.includes(id));
  refuse(
    'required_scope_missing',
    missing.map(({ id }) => ({ path: 'scopes', message: `The app needs the scope ${id}.` })),
  );
  return declared.filter(({ id }) => wanted.includes(id)).map(({ id }) => id);
}

/** A registry to which scopes that were agreed to before are known, also those whose plugin is no longer installed: they can be kept, or left. */
export function knownBy(registry: Pick<ScopePort, 'scope' | 'closest'>, held: readonly string[]): typeof registry {
  const scope = (id: string) => registry.scope(id) ?? (held.includes(id) ? { label: id, description: '' } : undefined);
  return { scope, closest: (id) => registry.closest(id) };
}

function faults(ids: readonly string[], isFault: (id: string) => boolean, say: (id: string) => string): FieldError[] {
  return ids.flatMap((id, index) => (isFault(id) ? [{ path: `scopes[${index}]`, message: say(id) }] : []));
}

function unknownScope(registry: Pick<ScopePort, 'closest'>): (id: string) => string {
  return (id) => {
    const closest = registry.closest(id);
    return `No installed plugin declares the scope ${id}.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
  };
}

function refuse(code: 'unknown_scope' | 'scope_not_declared' | 'required_scope_missing', errors: FieldError[]): void {
  const [first] = errors;
  if (first !== undefined) throw new Refusal({ code, detail: first.message, errors });
}
