import type { KeyAuditEntry, KeyRecord } from '@minimart/keys';
import type { z } from 'zod';
import type { keyEventSchema, keySchema, keyStatuses } from './key-schemas.ts';

/** What may be shown of a key. */
export function presentKey(key: KeyRecord, now: Date): z.input<typeof keySchema> {
  const { id, start, lastFour, environment, scopes, allowedNetworks, revokedReason } = key;
  const endsAt = endOf(key);
  return {
    id,
    start,
    lastFour,
    environment,
    status: statusOf(key, now),
    scopes,
    allowedNetworks,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    endedAt: key.revokedAt?.toISOString() ?? null,
    endedReason: revokedReason,
  };
}

function endOf({ expiresAt, overlapEndsAt }: KeyRecord): Date | null {
  if (expiresAt === null || overlapEndsAt === null) return expiresAt ?? overlapEndsAt;
  return expiresAt < overlapEndsAt ? expiresAt : overlapEndsAt;
}

function statusOf(key: KeyRecord, now: Date): (typeof keyStatuses)[number] {
  const endsAt = endOf(key);
  if (key.revokedAt !== null) return 'ended';
  if (endsAt !== null && endsAt <= now) return 'expired';
  if (key.disabledAt !== null) return 'paused';
  return key.replacedBy === null ? 'live' : 'replaced';
}

/** One line of a key's history, with the names of people. */
export function presentKeyEvent(
  { at, event, keyId, actor, address, detail }: KeyAuditEntry,
  names: ReadonlyMap<string, string>,
): z.input<typeof keyEventSchema> {
  return { at: at.toISOString(), event, keyId, actor: names.get(actor) ?? actor, address, detail: { ...detail } };
}
