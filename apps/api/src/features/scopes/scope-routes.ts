import type { ScopeRegistry } from '@minimart/scope-kit';
import { z } from 'zod';
import { defineRoute, type Route } from '../../http/route.ts';

const scopeSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    risk: z.enum(['low', 'sensitive', 'high']),
    icon: z.string(),
    group: z.string(),
    verb: z.enum(['see', 'change', 'send']),
    implies: z.array(z.string()),
    cannot: z.string(),
  })
  .meta({ id: 'Scope' });

const answer = z.object({
  plugins: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      scopes: z.array(scopeSchema),
      operations: z.array(
        z.object({ id: z.string(), method: z.string(), path: z.string(), scope: z.string(), summary: z.string() }),
      ),
    }),
  ),
});

/** The registry, readable by everybody: a developer picks scopes from it. */
export function scopeRoutes(registry: ScopeRegistry): Route[] {
  const body: z.input<typeof answer> = {
    plugins: registry.plugins.map(({ id, label, scopes, operations }) => ({
      id,
      label,
      scopes: scopes.map((scope) => ({ ...scope, implies: [...(scope.implies ?? [])] })),
      operations: operations.map(({ id: name, method, path, scope, summary }) => ({
        id: name,
        method,
        path: `/api${path}`,
        scope,
        summary,
      })),
    })),
  };
  return [
    defineRoute({
      id: 'listScopes',
      method: 'get',
      path: '/v1/scopes',
      tag: 'Scopes',
      summary: 'The registry: plugins, scopes, operations.',
      access: 'public',
      answer,
      handle: async () => ({ body, headers: { 'cache-control': 'public, max-age=60' } }),
    }),
  ];
}
