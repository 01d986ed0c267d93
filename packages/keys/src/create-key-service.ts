import { Refusal } from '@minimart/problem';
import { systemClock, type Clock } from './clock.ts';
import { createKeyVerifier } from './create-key-verifier.ts';
import type { KeyActor, KeyAuditEntry, KeyEvent } from './key-audit.ts';
import type { KeyErrorCode } from './key-error-codes.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';
import { mintKey, type MintedKey, type MintRequest } from './mint-key.ts';
import { checkNetworks } from './networks.ts';
import type { KeyVerifier } from './verify-result.ts';

/** How a key is replaced by a new one: the former works on for `overlapMs`, 0 to 7 days, 24 hours without it. */
export interface RotateRequest {
  subject: string;
  overlapMs?: number | undefined;
}

/** All that can be done with keys, each with its line in the history. Run what belongs together in one transaction. */
export interface KeyService extends KeyVerifier {
  /** Makes a key; its plain text is in this answer and nowhere else. */
  mint(request: MintRequest): Promise<MintedKey>;
  /**
   * Makes the subject a key like its present one, which lives on for the overlap, as do former ones whose overlap ends sooner. Refuses
   * `key_not_found` when the subject has no live key, and `invalid_overlap`.
   */
  rotate(request: RotateRequest): Promise<MintedKey>;
  /** Ends the new key of a rotation and lets the one it replaced go on; that one, or undefined when it has ended meanwhile. */
  undoRotation(newKeyId: string, reason: string): Promise<KeyRecord | undefined>;
  /** Ends one key; false when there is no live key with the id. */
  revoke(key: Pick<KeyRecord, 'id' | 'subject' | 'tenant'>, reason: string): Promise<boolean>;
  /** Ends every live key of a subject; the ids of those ended now. */
  revokeBySubject(subject: string, reason: string): Promise<string[]>;
  /** Leaves the live keys of a subject only those of their scopes that are in `keep`, and never adds one. */
  narrow(subject: string, keep: readonly string[]): Promise<void>;
  /** Stops the live keys of a subject for a while, or lets them go on; how many changed. */
  setDisabled(subject: string, disabled: boolean): Promise<number>;
  /** Lets the keys of a subject be used from these networks only, or from anywhere (null). Refuses `invalid_network`. */
  setAllowedNetworks(subject: string, networks: readonly string[] | null): Promise<string[] | null>;
  /** Writes down that a key was seen where it must not be. */
  recordLeak(key: Pick<KeyRecord, 'id' | 'subject' | 'tenant'>, detail: Record<string, unknown>): Promise<void>;
  /** Every key ever made for these subjects, oldest first. */
  keysOf(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** What happened to the keys of a subject, latest first. */
  historyOf(subject: string, limit?: number): Promise<KeyAuditEntry[]>;
}

/** What a key service is wired from; `by` does what is done with it. `random` answers 32 base62 characters and is for tests alone. */
export interface KeyServicePorts {
  store: KeyStore;
  by?: KeyActor | undefined;
  clock?: Clock;
  random?: () => string;
}

const day = 24 * 3_600_000;

/** The overlap of a rotation in milliseconds: what it is when nothing is said, and the longest. */
export const rotationOverlap = { usual: day, longest: 7 * day } as const;

const nobody: KeyActor = { actor: 'system', address: null };

/** Wires the key service to a store. */
export function createKeyService(ports: KeyServicePorts): KeyService {
  const { store, by = nobody, clock = systemClock, random } = ports;
  const note = (event: KeyEvent, keys: readonly Noted[], detail: Record<string, unknown> = {}) =>
    keys.length === 0
      ? Promise.resolve()
      : store.addAudit(keys.map(({ id, subject, tenant }) => ({ ...by, event, keyId: id, subject, tenant, detail })));

  const mint = async (request: MintRequest) => {
    const minted = await mintKey({ store, clock, random }, request);
    const { scopes, environment, expiresAt } = minted.key;
    await note('minted', [minted.key], { scopes, environment, expiresAt });
    return minted;
  };

  const revoke = async (key: Noted, reason: string) => {
    const ended = await store.revoke(key.id, clock.now(), reason);
    if (ended) await note('revoked', [key], { reason });
    return ended;
  };

  return {
    ...createKeyVerifier({ reader: store }),
    mint,
    revoke,
    async rotate({ subject, overlapMs = rotationOverlap.usual }) {
      checkOverlap(overlapMs);
      const live = await store.lockLive(subject);
      const current = live.findLast(({ replacedBy }) => replacedBy === null);
      if (current === undefined) throw keyNotFound();
      const { tenant, scopes, environment, expiresAt, allowedNetworks } = current;
      const minted = await mint({ subject, tenant, scopes, environment, expiresAt, allowedNetworks });
      if (overlapMs === 0) for (const key of live) await revoke(key, 'rotated');
      else await store.replace(current.id, { id: minted.key.id, overlapMs });
      await note('rotated', [current], { newKey: minted.key.id, overlapMs });
      return minted;
    },
    async undoRotation(newKeyId, reason) {
      const restored = await store.unreplace(newKeyId);
      const taken = restored && { id: newKeyId, subject: restored.subject, tenant: restored.tenant };
      if (taken) await revoke(taken, reason);
      if (restored) await note('rotation_undone', [restored], { newKey: newKeyId, reason });
      return restored;
    },
    async revokeBySubject(subject, reason) {
      const ended: string[] = [];
      for (const key of await store.lockLive(subject)) if (await revoke(key, reason)) ended.push(key.id);
      return ended;
    },
    async narrow(subject, keep) {
      for (const key of await store.lockLive(subject)) {
        const left = await store.keepScopes(key.id, keep);
        if (left && left.length < key.scopes.length) await note('narrowed', [key], { from: key.scopes, to: left });
      }
    },
    async setDisabled(subject, disabled) {
      const changed: KeyRecord[] = [];
      for (const key of await store.lockLive(subject)) if (await store.setDisabled(key.id, disabled)) changed.push(key);
      await note(disabled ? 'disabled' : 'enabled', changed);
      return changed.length;
    },
    async setAllowedNetworks(subject, given) {
      const networks = given && checkNetworks(given);
      const live = await store.lockLive(subject);
      for (const key of live) await store.setAllowedNetworks(key.id, networks);
      await note('networks_changed', live, { to: networks });
      return networks;
    },
    recordLeak: (key, detail) => note('leaked', [key], detail),
    keysOf: (subjects) => store.findBySubjects(subjects),
    historyOf: (subject, limit = 50) => store.auditOf(subject, limit),
  };
}

type Noted = Pick<KeyRecord, 'id' | 'subject' | 'tenant'>;

function checkOverlap(overlapMs: number): void {
  if (Number.isInteger(overlapMs) && overlapMs >= 0 && overlapMs <= rotationOverlap.longest) return;
  throw new Refusal<KeyErrorCode>({
    code: 'invalid_overlap',
    detail: 'The former key may live on for 0 to 7 days (604,800,000 ms).',
    errors: [{ path: 'overlapMs', message: 'Give 0 to 604800000 ms.' }],
  });
}

function keyNotFound(): Refusal<KeyErrorCode> {
  return new Refusal({ code: 'key_not_found', detail: 'There is no live key to replace.' });
}
