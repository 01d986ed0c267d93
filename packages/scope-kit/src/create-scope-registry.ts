import { checkOperations } from './check-operations.ts';
import { checkScopes } from './check-scopes.ts';
import { closestId } from './closest-id.ts';
import type { Operation } from './define-operation.ts';
import type { HostOf, ScopeIdOf, ScopePlugin } from './define-scope-plugin.ts';
import { expandScopes } from './expand-scopes.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';
import { ScopeRegistryError } from './scope-registry-error.ts';

/** Everything the installed plugins declare, checked as a whole. */
export interface ScopeRegistry<Id extends string = string, Host = unknown> {
  readonly plugins: readonly ScopePlugin<Id, Host>[];
  /** All scopes, in the order of the plugins. */
  readonly scopes: readonly ScopeDeclaration<Id>[];
  readonly operations: readonly Operation<Host, Id>[];
  scope(id: string): ScopeDeclaration<Id> | undefined;
  has(id: string): id is Id;
  /** The declared id nearest to a mistyped one, for "Did you mean ...?"; undefined when none is near. */
  closest(id: string): Id | undefined;
  /** The ids and all that they imply. */
  expand(ids: Iterable<string>): Set<string>;
}

/** Joins plugins into one registry; throws `ScopeRegistryError` with every contradiction found, so that the boot stops. */
export function createScopeRegistry<const Plugins extends readonly ScopePlugin[]>(
  plugins: Plugins,
): ScopeRegistry<ScopeIdOf<Plugins>, HostOf<Plugins>> {
  const problems = [...checkScopes(plugins), ...checkOperations(plugins)];
  if (problems.length > 0) throw new ScopeRegistryError(problems);
  // The type of a list of plugins says which ids and which host its members have; the members themselves cannot.
  return joinPlugins(plugins as unknown as readonly ScopePlugin<ScopeIdOf<Plugins>, HostOf<Plugins>>[]);
}

function joinPlugins<Id extends string, Host>(plugins: readonly ScopePlugin<Id, Host>[]): ScopeRegistry<Id, Host> {
  const byId = new Map<string, ScopeDeclaration<Id>>(
    plugins.flatMap((plugin) => plugin.scopes.map((scope) => [scope.id, scope] as const)),
  );
  const scopes = [...byId.values()];
  return Object.freeze({
    plugins,
    scopes,
    operations: plugins.flatMap((plugin) => plugin.operations),
    scope: (id: string) => byId.get(id),
    has: (id: string): id is Id => byId.has(id),
    closest: (id: string) => byId.get(closestId(id, byId.keys()) ?? '')?.id,
    expand: (ids: Iterable<string>) => expandScopes(ids, byId),
  });
}
