import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { SigningScheme } from '../delivery-store.ts';
import { createSigningSecret, publicKeyOf } from '../signing-secret.ts';
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
  return insertSecret(context, endpointId, 'v1');
}

/** Lets the live secrets of a scheme run out after `overlapMs`, if they do not before, erases what has run out, and inserts a new one. Refuses `unknown_endpoint`. */
export async function rotateSigningSecret(
  context: OutboxContext,
  { endpointId, overlapMs, scheme }: { endpointId: string; overlapMs: number; scheme: SigningScheme },
): Promise<{ signingSecret: string; publicKey: string | null }> {
  await lockEndpoint(context, endpointId);
  const now = momentOf(context.clock);
  // Of the former secrets the newest alone lives through the overlap: three at once would be no rotation.
  await context.em.execute(
    `update webhooks.signing_secrets s
     set expires_at = least(s.expires_at, case
       when s.id = (select n.id from webhooks.signing_secrets n where n.endpoint_id = s.endpoint_id and n.scheme = s.scheme
                    order by n.created_at desc, n.id limit 1)
       then coalesce(?::timestamptz, now()) + ?::bigint * interval '1 millisecond'
       else coalesce(?::timestamptz, now()) end)
     where s.endpoint_id = ? and s.scheme = ?`,
    [now, overlapMs, now, endpointId, scheme],
  );
  // What signs no more is kept nowhere; rows that gathered would also be looked at by every claim. A claim that named one may be about to read it.
  await context.em.execute(
    `delete from webhooks.signing_secrets where endpoint_id = ? and expires_at < coalesce(?::timestamptz, now()) - interval '1 minute'`,
    [endpointId, now],
  );
  return insertSecret(context, endpointId, scheme);
}

/** The live signing secrets of an endpoint, newest first, in the clear. Refuses `unknown_endpoint`. */
export async function openSigningSecrets({ em, sealer, clock }: OutboxContext, endpointId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string; sealed: Buffer }[]>(
    `select id, sealed from webhooks.signing_secrets
     where endpoint_id = ? and (expires_at is null or expires_at > coalesce(?::timestamptz, clock_timestamp())) order by created_at desc`,
    [endpointId, momentOf(clock)],
  );
  if (rows.length === 0) throw unknownEndpoint(endpointId);
  return rows.map(({ id, sealed }) => sealer.open(sealed, id).toString('utf8'));
}

/** Holds an endpoint's row, so that two changes at once come one after the other. Refuses `unknown_endpoint`. */
export async function lockEndpoint({ em }: OutboxContext, endpointId: string): Promise<void> {
  const found = await em.execute<object[]>(`select id from webhooks.endpoints where id = ? for update`, [endpointId]);
  if (found.length === 0) throw unknownEndpoint(endpointId);
}

/** The refusal of an endpoint that was never opened. */
export function unknownEndpoint(endpointId: string): Refusal<WebhookErrorCode> {
  return new Refusal({ code: 'unknown_endpoint', detail: `There is no endpoint ${endpointId}.` });
}

async function insertSecret({ em, sealer, clock }: OutboxContext, endpointId: string, scheme: SigningScheme) {
  const id = createId('whs');
  const signingSecret = createSigningSecret(scheme);
  await em.execute(
    `insert into webhooks.signing_secrets (id, endpoint_id, scheme, sealed, created_at)
     values (?, ?, ?, ?, coalesce(?::timestamptz, clock_timestamp()))`,
    [id, endpointId, scheme, sealer.seal(signingSecret, id), momentOf(clock)],
  );
  return { signingSecret, publicKey: scheme === 'v1a' ? publicKeyOf(signingSecret) : null };
}
