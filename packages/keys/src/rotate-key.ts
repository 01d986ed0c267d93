import { Refusal } from '@minimart/problem';
import type { KeyEvent } from './key-audit.ts';
import type { KeyErrorCode } from './key-error-codes.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';
import type { MintedKey, MintRequest } from './mint-key.ts';

/** How a key is replaced by a new one: the former works on for `overlapMs`, 0 to 7 days, 24 hours without it. */
export interface RotateRequest {
  subject: string;
  overlapMs?: number | undefined;
  /** Whether the new key still has to reach the one it is for; see `MintRequest`. */
  isOnItsWay?: boolean | undefined;
}

/** Whose key a line of the history is about. */
export type NotedKey = Pick<KeyRecord, 'id' | 'subject' | 'tenant'>;

/** What a rotation is made of; each writes its own line into the history. */
export interface RotatePorts {
  store: Pick<KeyStore, 'lockLive' | 'replace' | 'endWithin' | 'restore'>;
  mint(request: MintRequest): Promise<MintedKey>;
  revoke(key: NotedKey, reason: string): Promise<boolean>;
  note(event: KeyEvent, keys: readonly NotedKey[], detail: Record<string, unknown>): Promise<void>;
}

const day = 24 * 3_600_000;

/** The overlap of a rotation in milliseconds: what it is when nothing is said, and the longest. */
export const rotationOverlap = { usual: day, longest: 7 * day } as const;

/** Makes the subject a key like its present one; that one and those before it end after the overlap at the latest. */
export async function rotateKey(ports: RotatePorts, request: RotateRequest): Promise<MintedKey> {
  const { subject, overlapMs = rotationOverlap.usual, isOnItsWay } = request;
  checkOverlap(overlapMs);
  const { store, mint, revoke, note } = ports;
  const live = await store.lockLive(subject);
  const current = live.findLast(({ replacedBy }) => replacedBy === null);
  if (current === undefined) throw keyNotFound('There is no live key to replace.');
  const { tenant, scopes, environment, expiresAt, allowedNetworks, disabledAt } = current;
  const like = { subject, tenant, scopes, environment, expiresAt, allowedNetworks, disabledAt };
  const minted = await mint({ ...like, isOnItsWay });
  for (const key of live) {
    if (overlapMs === 0) await revoke(key, 'rotated');
    else if (key === current) await store.replace(key.id, { id: minted.key.id, overlapMs });
    else await store.endWithin(key.id, overlapMs);
  }
  await note('rotated', [current], { newKey: minted.key.id, overlapMs });
  return minted;
}

/**
 * Ends the new key of a rotation and lets the one go on that the subject has for certain: the one it replaced, or the last before that which
 * arrived and lives. That one, or undefined, and nothing changed, when there is none.
 */
export async function undoRotation(
  { store, revoke, note }: RotatePorts,
  { id: newKey, subject }: Pick<KeyRecord, 'id' | 'subject'>,
  reason: string,
): Promise<KeyRecord | undefined> {
  const candidates = (await store.lockLive(subject)).filter(({ id, isOnItsWay }) => id !== newKey && !isOnItsWay);
  const former = candidates.find(({ replacedBy }) => replacedBy === newKey) ?? candidates.at(-1);
  const restored = former && (await store.restore(former.id));
  if (restored === undefined) return undefined;
  await revoke({ id: newKey, subject, tenant: restored.tenant }, reason);
  await note('rotation_undone', [restored], { newKey, reason });
  return restored;
}

function checkOverlap(overlapMs: number): void {
  if (Number.isInteger(overlapMs) && overlapMs >= 0 && overlapMs <= rotationOverlap.longest) return;
  throw new Refusal<KeyErrorCode>({
    code: 'invalid_overlap',
    detail: 'The former key may live on for 0 to 7 days (604,800,000 ms).',
    errors: [{ path: 'overlapMs', message: 'Give 0 to 604800000 ms.' }],
  });
}

/** The refusal of what needs a live key where there is none. */
export function keyNotFound(detail: string): Refusal<KeyErrorCode> {
  return new Refusal({ code: 'key_not_found', detail });
}
