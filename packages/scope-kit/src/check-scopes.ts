import { declaredAt } from './declared-at.ts';
import type { ScopePlugin } from './define-scope-plugin.ts';
import { findImpliesCycles } from './find-implies-cycles.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';
import type { RegistryProblem } from './scope-registry-error.ts';

const scopeIdPattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*:[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What is wrong with the scopes of a list of plugins: ids, namespaces, duplicates, `implies`. */
export function checkScopes(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  return [
    ...checkPluginIds(plugins),
    ...checkNamespaces(plugins),
    ...checkScopeIds(plugins),
    ...checkImplies(plugins),
    ...checkDeprecations(plugins),
  ];
}

/** What a plugin's scope ids may begin with. */
function namespacesOf(plugin: ScopePlugin): readonly string[] {
  return plugin.namespaces ?? [plugin.id];
}

function checkPluginIds(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const seen = new Set<string>();
  return plugins.flatMap(({ id }): RegistryProblem[] => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `The plugin "${id}" is installed twice. Remove one of the two from the list of plugins, or give one another id.`;
    return [{ code: 'duplicate_plugin', plugins: [id], message }];
  });
}

function checkNamespaces(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const owners = new Map<string, ScopePlugin>();
  return plugins.flatMap((plugin) =>
    namespacesOf(plugin).flatMap((namespace): RegistryProblem[] => {
      const owner = owners.get(namespace);
      if (owner === undefined || owner.id === plugin.id) {
        owners.set(namespace, plugin);
        return [];
      }
      const message = `The plugins "${owner.id}"${declaredAt(owner)} and "${plugin.id}"${declaredAt(plugin)} both claim the namespace "${namespace}:". Take it out of namespaces of one of them.`;
      return [{ code: 'duplicate_namespace', plugins: [owner.id, plugin.id], message }];
    }),
  );
}

function checkScopeIds(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const owners = new Map<string, ScopePlugin>();
  const problems: RegistryProblem[] = [];
  for (const plugin of plugins) {
    plugin.scopes.forEach(({ id }, index) => {
      const place = `scopes[${index}].id of the plugin "${plugin.id}"${declaredAt(plugin)}`;
      const owner = owners.get(id);
      if (owner !== undefined) problems.push(duplicateScope(id, [owner, plugin], place));
      else problems.push(...checkScopeId(id, { plugin, plugins, place }));
      owners.set(id, owner ?? plugin);
    });
  }
  return problems;
}

function duplicateScope(
  id: string,
  [first, second]: readonly [ScopePlugin, ScopePlugin],
  place: string,
): RegistryProblem {
  const message =
    first.id === second.id
      ? `The plugin "${first.id}" declares the scope ${id} twice. Remove or rename ${place}.`
      : `The plugins "${first.id}"${declaredAt(first)} and "${second.id}"${declaredAt(second)} both declare the scope ${id}. Rename ${place}, or remove one of the plugins.`;
  return { code: 'duplicate_scope', plugins: [first.id, second.id], message };
}

interface ScopePlace {
  plugin: ScopePlugin;
  plugins: readonly ScopePlugin[];
  place: string;
}

function checkScopeId(id: string, { plugin, plugins, place }: ScopePlace): RegistryProblem[] {
  if (!scopeIdPattern.test(id)) {
    const message = `"${id}" in ${place} is not a scope id. Write <resource>:<verb> in lower case, like "${plugin.id}:view".`;
    return [{ code: 'malformed_scope_id', plugins: [plugin.id], message }];
  }
  const namespace = id.slice(0, id.indexOf(':'));
  if (namespacesOf(plugin).includes(namespace)) return [];
  const owner = plugins.find((other) => namespacesOf(other).includes(namespace));
  const own = namespacesOf(plugin)
    .map((name) => `"${name}:"`)
    .join(' or ');
  const whose = owner
    ? `the namespace of the plugin "${owner.id}"${declaredAt(owner)}`
    : `a namespace the plugin "${plugin.id}" does not claim`;
  const instead = owner ? '' : `, or add "${namespace}" to its namespaces`;
  const message = `The scope ${id} is in ${whose}. Begin ${place} with ${own}${instead}.`;
  return [{ code: 'foreign_namespace', plugins: owner ? [owner.id, plugin.id] : [plugin.id], message }];
}

function checkImplies(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const scopes = new Map<string, ScopeDeclaration>();
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const scope of plugin.scopes) {
      scopes.set(scope.id, scope);
      owners.set(scope.id, plugin.id);
    }
  }
  const whereOf = (id: string) => {
    const owner = plugins.find((plugin) => plugin.scopes.some((scope) => scope.id === id));
    return owner ? declaredAt(owner) : '';
  };
  const ownersOf = (ids: readonly string[]) => [...new Set(ids.map((id) => owners.get(id) ?? id))];
  const unknown = [...scopes.values()].flatMap(({ id, implies = [] }) =>
    implies
      .filter((implied) => !scopes.has(implied))
      .map((implied): RegistryProblem => {
        const message = `The scope ${id} of the plugin "${owners.get(id)}" implies ${implied}, which no installed plugin declares. Correct implies of ${id}${whereOf(id)}, or install the plugin that declares it.`;
        return { code: 'unknown_implied_scope', plugins: ownersOf([id]), message };
      }),
  );
  const cycles = findImpliesCycles(scopes).map((cycle): RegistryProblem => {
    const names = ownersOf(cycle);
    const whose = `${names.length > 1 ? 'plugins' : 'plugin'} ${names.map((name) => `"${name}"`).join(' and ')}`;
    const message = `Scopes imply each other in a circle: ${cycle.join(' -> ')} (${whose}). Remove one of these ids from implies of the scope before it${cycle.slice(0, -1).map(whereOf).find(Boolean) ?? ''}.`;
    return { code: 'implies_cycle', plugins: names, message };
  });
  return [...unknown, ...cycles];
}

function checkDeprecations(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const scopes = new Map(plugins.flatMap((plugin) => plugin.scopes.map((scope) => [scope.id, scope] as const)));
  return plugins.flatMap((plugin) =>
    plugin.scopes.flatMap(({ id, deprecated }): RegistryProblem[] => {
      if (!deprecated) return [];
      const { since, successor } = deprecated;
      const next = scopes.get(successor);
      const faults = [
        /^\d{4}-\d\d-\d\d$/.test(since) ? '' : `since "${since}", which is no day like 2026-11-24`,
        next ? '' : `in favour of ${successor}, which no installed plugin declares`,
        next?.deprecated ? `in favour of ${successor}, which is deprecated itself` : '',
      ].filter(Boolean);
      return faults.map((fault) => {
        const message = `The scope ${id} of the plugin "${plugin.id}" is deprecated ${fault}. Correct deprecated of ${id}${declaredAt(plugin)}.`;
        return { code: 'unusable_successor', plugins: [plugin.id], message };
      });
    }),
  );
}
