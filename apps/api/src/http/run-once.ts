import { fingerprintOf } from '@minimart/idempotency';
import { once } from '@minimart/idempotency/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';

/** A call that makes something: how to make it, and how to read it again when the call is repeated. */
export interface Making<Value> {
  actor: string;
  /** The Idempotency-Key; without one, every call makes something new. */
  key: string | undefined;
  /** What makes two calls the same: the route, its path parameters, the body. */
  request: { route: string; params?: unknown; body: unknown };
  make(): Promise<{ resourceId: string; value: Value }>;
  readAgain(resourceId: string): Promise<Value>;
}

/** Makes something in the caller's transaction, or reads what the same call made before. */
export async function runOnce<Value>(
  { config }: Pick<Services, 'config'>,
  em: EntityManager,
  making: Making<Value>,
): Promise<Value> {
  const { actor, key, request, make, readAgain } = making;
  if (key === undefined) return (await make()).value;
  const { route, ...asked } = request;
  const call = { actor, key, fingerprint: fingerprintOf(config.authSecret, route, asked) };
  const result = await once(em, call, make);
  return result.replayed ? readAgain(result.resourceId) : result.value;
}
