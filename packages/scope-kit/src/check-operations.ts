import { closestId } from './closest-id.ts';
import type { Operation } from './define-operation.ts';
import type { ScopePlugin } from './define-scope-plugin.ts';
import type { RegistryProblem } from './scope-registry-error.ts';

const pathPattern = /^(?:\/(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9_]*\}))+$/;

/** What is wrong with the operations of a list of plugins: scopes nobody declares, duplicate ids, two answers for one route. */
export function checkOperations(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const byId = new Map<string, string>();
  const byRoute = new Map<string, string>();
  const problems: RegistryProblem[] = [];
  for (const plugin of plugins) {
    plugin.operations.forEach((operation, index) => {
      const place = `operations[${index}] ("${operation.id}") of the plugin "${plugin.id}"`;
      const route = routeOf(operation);
      problems.push(...checkScope(operation, plugin, place), ...checkPath(operation, plugin, place));
      const idOwner = byId.get(operation.id);
      if (idOwner !== undefined) problems.push(duplicateId(operation.id, [idOwner, plugin.id], place));
      const routeOwner = byRoute.get(route);
      if (routeOwner !== undefined) problems.push(duplicateRoute(route, [routeOwner, plugin.id], place));
      byId.set(operation.id, idOwner ?? plugin.id);
      byRoute.set(route, routeOwner ?? plugin.id);
    });
  }
  return problems;
}

/** Method and path as one word; two paths that differ only in the names of their parameters are the same route. */
function routeOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function checkScope(operation: Operation, plugin: ScopePlugin, place: string): RegistryProblem[] {
  const declared = plugin.scopes.map(({ id }) => id);
  // Plugins written in plain JavaScript can leave the scope out.
  const wanted: string | undefined = operation.scope;
  if (wanted !== undefined && declared.includes(wanted)) return [];
  const near = wanted === undefined ? undefined : closestId(wanted, declared);
  const hint = near ? ` Did you mean ${near}?` : ` Declared there: ${declared.join(', ') || 'none'}.`;
  const message =
    wanted === undefined
      ? `${place} has no scope, so anybody could call it. Set its scope to one the plugin declares.${hint}`
      : `${place} asks for the scope ${wanted}, which that plugin does not declare. Declare it in scopes, or correct the operation.${hint}`;
  return [{ code: 'undeclared_scope', plugins: [plugin.id], message }];
}

function checkPath({ path }: Operation, plugin: ScopePlugin, place: string): RegistryProblem[] {
  if (pathPattern.test(path)) return [];
  const message = `The path "${path}" of ${place} cannot be routed. Begin with "/", with parameters in braces: "/shop/products/{id}".`;
  return [{ code: 'malformed_path', plugins: [plugin.id], message }];
}

function duplicateId(id: string, plugins: readonly [string, string], place: string): RegistryProblem {
  const message = `${pluginsWord(plugins)} the operation id "${id}" twice. Rename the id of ${place}.`;
  return { code: 'duplicate_operation_id', plugins, message };
}

function duplicateRoute(route: string, plugins: readonly [string, string], place: string): RegistryProblem {
  const message = `${pluginsWord(plugins)} the route ${route} twice. Change the method or path of ${place}, or remove it.`;
  return { code: 'duplicate_route', plugins, message };
}

function pluginsWord([first, second]: readonly [string, string]): string {
  return first === second
    ? `The plugin "${first}" declares`
    : `The plugins "${first}" and "${second}" together declare`;
}
