import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { IdempotencyErrorCode } from '../idempotency-error-codes.ts';

/** A request that may be repeated: who sends it, under which key, and the digest of what it says. */
export interface Once {
  actor: string;
  key: string;
  fingerprint: Buffer;
}

/** The first run's value, or the id of what an earlier run made. */
export type OnceResult<Value> = { replayed: false; value: Value } | { replayed: true; resourceId: string };

const keyShape = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `run` once per actor and key, inside the caller's transaction: a repetition, even a simultaneous one, waits for the first
 * and gets the id of its resource. A key serves 24 hours. Refuses a malformed key, and one that came with another request.
 */
export async function once<Value>(
  em: EntityManager,
  request: Once,
  run: () => Promise<{ resourceId: string; value: Value }>,
): Promise<OnceResult<Value>> {
  const { actor, key, fingerprint } = request;
  if (!keyShape.test(key)) throw malformed();
  // A second insert of the same key waits here until the first transaction ends, then finds its row. One without a resource was
  // committed by a caller that swallowed a failure; it stands for nothing.
  const [claimed] = await em.execute<{ actor: string }[]>(
    `insert into idempotency.requests (actor, key, fingerprint) values (?, ?, ?)
     on conflict (actor, key) do update set fingerprint = excluded.fingerprint, resource_id = null, created_at = now()
       where requests.created_at < now() - interval '24 hours' or requests.resource_id is null
     returning actor`,
    [actor, key, fingerprint],
  );
  if (claimed === undefined) return { replayed: true, resourceId: await findFirst(em, request) };
  const { resourceId, value } = await run();
  await em.execute('update idempotency.requests set resource_id = ? where actor = ? and key = ?', [
    resourceId,
    actor,
    key,
  ]);
  return { replayed: false, value };
}

async function findFirst(em: EntityManager, { actor, key, fingerprint }: Once): Promise<string> {
  const [first] = await em.execute<{ same: boolean; resourceId: string }[]>(
    'select fingerprint = ? as "same", resource_id as "resourceId" from idempotency.requests where actor = ? and key = ?',
    [fingerprint, actor, key],
  );
  if (first === undefined) throw new Error('The row of an idempotency key vanished while it was read.');
  if (first.same) return first.resourceId;
  throw new Refusal<IdempotencyErrorCode>({
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was used for another request. Send a new key with a new request.',
    errors: [{ path: 'headers.idempotency-key', message: 'Use a key of its own for each request.' }],
  });
}

function malformed(): Refusal<IdempotencyErrorCode> {
  const message = 'Use 1 to 200 visible ASCII characters, such as a UUID.';
  return new Refusal({
    code: 'idempotency_key_invalid',
    detail: `The Idempotency-Key is not one. ${message}`,
    errors: [{ path: 'headers.idempotency-key', message }],
  });
}
