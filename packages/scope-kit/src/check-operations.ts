import { closestId } from './closest-id.ts';
import { declaredAt } from './declared-at.ts';
import type { Operation } from './define-operation.ts';
import type { ScopePlugin } from './define-scope-plugin.ts';
import type { RegistryProblem } from './scope-registry-error.ts';

const pathPattern = /^(?:\/(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9_]*\}))+$/;

/** What is wrong with the operations of a list of plugins: scopes nobody declares, duplicate ids, two answers for one route. */
export function checkOperations(plugins: readonly ScopePlugin[]): RegistryProblem[] {
  const byId = new Map<string, Owned>();
  const byRoute = new Map<string, Owned>();
  const problems: RegistryProblem[] = [];
  for (const plugin of plugins) {
    plugin.operations.forEach((operation, index) => {
      const place = `operations[${index}] ("${operation.id}") of the plugin "${plugin.id}"${declaredAt(operation)}`;
      const owned = { plugin: plugin.id, place };
      const route = routeOf(operation);
      problems.push(...checkScope(operation, plugin, place), ...checkPath(operation, plugin, place));
      problems.push(...checkParams(operation, plugin, place));
      const idOwner = byId.get(operation.id);
      if (idOwner !== undefined) problems.push(duplicateId(operation.id, idOwner, owned));
      const routeOwner = byRoute.get(route);
      if (routeOwner !== undefined) problems.push(duplicateRoute(route, routeOwner, owned));
      byId.set(operation.id, idOwner ?? owned);
      byRoute.set(route, routeOwner ?? owned);
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

/** A path's parameters and the schema of `params` name the same; one that only the path has would reach nobody. */
function checkParams({ path, input }: Operation, plugin: ScopePlugin, place: string): RegistryProblem[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inSchema = Object.keys(input.params?.shape ?? {});
  const [inOne] = [
    ...inPath.filter((name) => !inSchema.includes(name)),
    ...inSchema.filter((name) => !inPath.includes(name)),
  ];
  if (inOne === undefined) return [];
  const message = `The path "${path}" and input.params of ${place} disagree on "${inOne}". Name it in both, or in neither.`;
  return [{ code: 'path_parameters', plugins: [plugin.id], message }];
}

/** Who declares something, and where. */
interface Owned {
  plugin: string;
  place: string;
}

function duplicateId(id: string, first: Owned, second: Owned): RegistryProblem {
  const message = `${pluginsWord(first, second)} the operation id "${id}" twice, first in ${first.place}. Rename the id of ${second.place}.`;
  return { code: 'duplicate_operation_id', plugins: [first.plugin, second.plugin], message };
}

function duplicateRoute(route: string, first: Owned, second: Owned): RegistryProblem {
  const message = `${pluginsWord(first, second)} the route ${route} twice, first in ${first.place}. Change the method or path of ${second.place}, or remove it.`;
  return { code: 'duplicate_route', plugins: [first.plugin, second.plugin], message };
}

function pluginsWord({ plugin: first }: Owned, { plugin: second }: Owned): string {
  return first === second
    ? `The plugin "${first}" declares`
    : `The plugins "${first}" and "${second}" together declare`;
}
