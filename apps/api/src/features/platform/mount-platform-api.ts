import { isRefusal, Refusal } from '@minimart/problem';
import { keyOf, requireKey, type RequireKeyOptions } from '@minimart/keys/express';
import type { CheckedKey } from '@minimart/keys';
import { runOperation, type Operation, type ScopeRegistry } from '@minimart/scope-kit';
import { Router, type RequestHandler } from 'express';
import { refuseOtherMethods, toExpressPath } from '../../http/refuse-other-methods.ts';

/** What the platform API needs: the registry, the check of keys with its limits, and the host's data bound to one workspace. */
export interface PlatformApi<Host> {
  registry: ScopeRegistry<string, Host>;
  check: Pick<RequireKeyOptions, 'verifier' | 'limit' | 'throttle' | 'onRefused'>;
  hostOf(workspaceId: string, installationId: string): Host;
  /** Rejects with the refusal of a good key that may not act where it wants to. */
  checkKey?: (key: CheckedKey) => Promise<void>;
  /** What a caller is told instead of an error, by their key. */
  explain?: (key: CheckedKey, error: unknown) => unknown;
  /** Told of each call that a key was let through to make, with the scope it needed. */
  onUse?: (key: CheckedKey, scope: string) => void;
}

/** Serves the operations of every installed plugin, each behind its scope; a method that a path lacks answers 405. */
export function mountPlatformApi<Host>({
  registry,
  check,
  hostOf,
  checkKey,
  explain,
  onUse,
}: PlatformApi<Host>): Router {
  const router = Router();
  for (const operation of registry.operations) {
    const acceptedScopes: RequestHandler = (_request, response, next) => {
      response.set({ 'x-accepted-scopes': operation.scope, 'cache-control': 'no-store' });
      const since = registry.scope(operation.scope)?.deprecated?.since;
      if (since) response.set('deprecation', `@${Date.parse(since) / 1000}`);
      next();
    };
    const guard = requireKey({ ...check, scopeOf: () => operation.scope, refuse: throwRefusal });
    router[operation.method](toExpressPath(operation.path), acceptedScopes, guard, async (request, response) => {
      const key = keyOf(response);
      await checkKey?.(key);
      onUse?.(key, operation.scope);
      const context = { workspaceId: key.tenant, installationId: key.subject, host: hostOf(key.tenant, key.subject) };
      const { query, body, params } = request;
      const answer = await runOperation(operation, context, { query, body, params }).catch((error: unknown) => {
        const declared = asDeclared(operation, error);
        throw explain?.(key, declared) ?? declared;
      });
      response.status(operation.status ?? 200).json(answer);
    });
  }
  refuseOtherMethods(router, registry.operations);
  return router;
}

/**
 * A refused input reads as 422 where the operation declares that; what was deleted at the same moment is not there. A call that PostgreSQL
 * ended in favour of another is for the caller to repeat (`busy`): what a host does outside the database cannot be taken back here.
 */
function asDeclared({ invalidInputStatus }: Pick<Operation, 'invalidInputStatus'>, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === foreignKeyViolation)
    return new Refusal({ code: 'not_found', detail: 'Something that this call names was deleted at the same moment.' });
  if (invalidInputStatus !== 422 || !isRefusal(error) || error.code !== 'invalid_input') return error;
  const { detail, errors, extra } = error;
  return new Refusal({ code: 'invalid_request', detail, errors, extra });
}

// PostgreSQL, Appendix A: the row that is referred to went between being looked up and being referred to.
const foreignKeyViolation = '23503';

const throwRefusal: NonNullable<RequireKeyOptions['refuse']> = (_request, _response, { code, detail, extra }) => {
  throw new Refusal({ code, detail, extra });
};
