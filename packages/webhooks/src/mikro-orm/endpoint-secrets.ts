import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import { createSigningSecret } from '../signing-secret.ts';
import type { WebhookErrorCode } from '../webhook-error-code.ts';
import type { OutboxContext } from './outbox-context.ts';
import { momentOf } from './sql-values.ts';

/** Inserts an endpoint and its first signing secret. Refuses `endpoint_exists`. */
export async function openEndpoint(context: OutboxContext, endpointId: string): Promise<{ signingSecret: string }> {
  const rows = await context.em.execute<{ id: string }[]>(
    `insert into webhooks.endpoints (id, created_at) values (?, coalesce(?::timestamptz, now()))
     on conflict do nothing returning id`,
    [endpointId, momentOf(context.clock)],
  );
  if (rows.length === 0) {
    throw new Refusal<WebhookErrorCode>({
      code: 'endpoint_exists',
      detail: `The endpoint ${endpointId} exists already.`,
    });
  }
  return insertSecret(context, endpointId);
}

/** Lets the live secrets run out after `overlapMs` and inserts a new one. Refuses `unknown_endpoint`. */
export async function rotateSigningSecret(
  context: OutboxContext,
  endpointId: string,
  overlapMs: number,
): Promise<{ signingSecret: string }> {
  // Locked, so that two rotations at once do not leave two secrets without an end.
  const found = await context.em.execute<{ id: string }[]>(
    `select id from webhooks.endpoints where id = ? for update`,
    [endpointId],
  );
  if (found.length === 0) throw unknownEndpoint(endpointId);
  await context.em.execute(
    `update webhooks.signing_secrets
     set expires_at = coalesce(?::timestamptz, now()) + ?::bigint * interval '1 millisecond'
     where endpoint_id = ? and expires_at is null`,
    [momentOf(context.clock), overlapMs, endpointId],
  );
  return insertSecret(context, endpointId);
}

/** The refusal of an endpoint that was never opened. */
export function unknownEndpoint(endpointId: string): Refusal<WebhookErrorCode> {
  return new Refusal({ code: 'unknown_endpoint', detail: `There is no endpoint ${endpointId}.` });
}

async function insertSecret({ em, sealer, clock }: OutboxContext, endpointId: string) {
  const id = createId('whs');
  const signingSecret = createSigningSecret();
  await em.execute(
    `insert into webhooks.signing_secrets (id, endpoint_id, sealed, created_at)
     values (?, ?, ?, coalesce(?::timestamptz, clock_timestamp()))`,
    [id, endpointId, sealer.seal(signingSecret, id), momentOf(clock)],
  );
  return { signingSecret };
}
