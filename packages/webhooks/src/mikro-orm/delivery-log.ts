import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { AttemptView, DeliveryView } from '../delivery.ts';
import type { DeliveryFilter, DeliveryPage } from '../outbox.ts';
import type { WebhookErrorCode } from '../webhook-error-code.ts';
import { Attempt } from './attempt.entity.ts';
import { Delivery } from './delivery.entity.ts';

// The dispatcher writes past the identity map, so what that holds may be old.
const asStored = { disableIdentityMap: true } as const;
const mostItems = 100;

/** Deliveries newest first, a page at a time. Refuses `invalid_cursor`. */
export async function listDeliveries(em: EntityManager, filter: DeliveryFilter): Promise<DeliveryPage> {
  const { endpointId, subject, cursor } = filter;
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 25), 1), mostItems);
  const where: FilterQuery<Delivery> = {
    $and: [
      endpointId === undefined ? {} : { endpointId },
      subject === undefined ? {} : { subject },
      cursor === undefined ? {} : after(cursor),
    ],
  };
  const orderBy = { createdAt: 'desc', id: 'desc' } as const;
  const rows = await em.find(Delivery, where, { ...asStored, orderBy, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toView), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** One delivery with its attempts, first to last. */
export async function findDelivery(em: EntityManager, id: string) {
  const row = await em.findOne(Delivery, { id }, asStored);
  if (row === null) return undefined;
  const attempts = await em.find(Attempt, { deliveryId: id }, { disableIdentityMap: true, orderBy: { number: 'asc' } });
  return { ...toView(row), attemptLog: attempts.map(toAttempt) };
}

function toView(row: Delivery): DeliveryView {
  return {
    id: row.id,
    endpointId: row.endpointId,
    topic: row.topic,
    subject: row.subject,
    tenant: row.tenant,
    environment: row.environment,
    status: row.status,
    request: row.display,
    attempts: row.attempts,
    inFlight: row.leaseUntil !== null,
    nextAttemptAt: row.nextAttemptAt,
    lastStatusCode: row.lastStatusCode,
    lastError: row.lastError,
    message: row.message,
    cancelReason: row.cancelReason,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
  };
}

function toAttempt(row: Attempt): AttemptView {
  return {
    number: row.number,
    startedAt: row.startedAt,
    durationMs: row.durationMs,
    outcome: row.outcome,
    statusCode: row.statusCode,
    responseHeaders: row.responseHeaders,
    responseBody: row.responseBody,
    responseTruncated: row.responseTruncated,
    error: row.error,
  };
}

function cursorOf({ createdAt, id }: Pick<Delivery, 'createdAt' | 'id'>): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

function after(cursor: string): FilterQuery<Delivery> {
  // Fourteen digits reach the year 5138; years past 9999 are written with a sign, which PostgreSQL does not read.
  const [, millis, id] = /^(\d{1,14})\.(\w+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (millis === undefined || id === undefined) {
    throw new Refusal<WebhookErrorCode>({
      code: 'invalid_cursor',
      detail: 'The cursor is not one that this list gave.',
    });
  }
  const createdAt = new Date(Number(millis));
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}
