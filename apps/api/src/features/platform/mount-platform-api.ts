import { Refusal } from '@minimart/problem';
import { keyOf, requireKey } from '@minimart/keys/express';
import type { KeyRecord, VerifyKey } from '@minimart/keys';
import { runOperation, type ScopeRegistry } from '@minimart/scope-kit';
import { Router, type RequestHandler } from 'express';
import { refuseOtherMethods, toExpressPath } from '../../http/refuse-other-methods.ts';

/** What the platform API needs: the registry, the check of a key, and the host's data bound to one workspace. */
export interface PlatformApi<Host> {
  registry: ScopeRegistry<string, Host>;
  verify: VerifyKey;
  hostOf(workspaceId: string, installationId: string): Host;
  /** Told of each call that a key was let through to make, with the scope it needed. */
  onUse?: (key: KeyRecord, scope: string) => void;
}

/** Serves the operations of every installed plugin, each behind its scope; a method that a path lacks answers 405. */
export function mountPlatformApi<Host>({ registry, verify, hostOf, onUse }: PlatformApi<Host>): Router {
  const router = Router();
  const expand = (scopes: readonly string[]) => registry.expand(scopes);
  for (const operation of registry.operations) {
    const acceptedScopes: RequestHandler = (_request, response, next) => {
      response.set({ 'x-accepted-scopes': operation.scope, 'cache-control': 'no-store' });
      next();
    };
    const guard = requireKey({ verify, expand, scopeOf: () => operation.scope, refuse: throwRefusal });
    router[operation.method](toExpressPath(operation.path), acceptedScopes, guard, async (request, response) => {
      const key = keyOf(response);
      onUse?.(key, operation.scope);
      const context = { workspaceId: key.tenant, installationId: key.subject, host: hostOf(key.tenant, key.subject) };
      const { query, body, params } = request;
      response.json(await runOperation(operation, context, { query, body, params }));
    });
  }
  refuseOtherMethods(router, registry.operations);
  return router;
}

const throwRefusal: NonNullable<Parameters<typeof requireKey>[0]['refuse']> = (
  _request,
  _response,
  { code, detail, extra },
) => {
  throw new Refusal({ code, detail, extra });
};
