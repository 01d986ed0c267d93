import type { Cannot, KnownPlugin } from '../scopes-editor/scope-registry.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { expectAnswer } from './expect-answer.ts';
import { iconNode } from './icon-node.ts';

/** The registry as the editor of scopes shows it: plugins, their scopes, the operations that each scope opens, and what apps cannot do. */
export async function readScopes(asking: Asking): Promise<{ plugins: KnownPlugin[]; cannot: Cannot[] }> {
  const answer = toAnswer(await apiOf(asking).GET('/v1/scopes', { params: { query: { language: 'en' } } }));
  const { cannot, ...registry } = expectAnswer(answer, 'There is no such list.');
  const plugins = registry.plugins.map(({ id, label, scopes, operations }) => ({
    id,
    label,
    scopes: scopes.map(({ icon, ...scope }) => ({
      ...scope,
      icon: iconNode(icon),
      operations: operations
        .filter((operation) => operation.scope === scope.id)
        .map(({ method, path, summary }) => ({ method: method.toUpperCase(), path, summary })),
    })),
  }));
  return { plugins, cannot };
}
