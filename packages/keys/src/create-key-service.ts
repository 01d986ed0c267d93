import { checkScopes } from './check-scopes.ts';
import { systemClock, type Clock } from './clock.ts';
import { createKeyVerifier } from './create-key-verifier.ts';
import type { KeyActor, KeyAuditEntry, KeyEvent } from './key-audit.ts';
import type { KeyRecord } from './key-record.ts';
import type { KeyPage, KeyStore } from './key-store.ts';
import { mintKey, type MintedKey, type MintRequest } from './mint-key.ts';
import { checkNetworks } from './networks.ts';
import { keyNotFound, rotateKey, undoRotation, type NotedKey, type RotateRequest } from './rotate-key.ts';
import type { KeyVerifier } from './verify-result.ts';

/** All that can be done with keys, each with its line in the history. Run what belongs together in one transaction. */
export interface KeyService extends KeyVerifier {
  /** Makes a key; its plain text is in this answer and nowhere else. */
  mint(request: MintRequest): Promise<MintedKey>;
  /**
   * Makes the subject a key like its present one, which lives on for the overlap, as do former ones whose overlap does not end sooner. Refuses
   * `key_not_found` when the subject has no live key, and `invalid_overlap`.
   */
  rotate(request: RotateRequest): Promise<MintedKey>;
  /**
   * Ends the new key of a rotation and lets the one it replaced go on, or, where that never arrived, the last before it that did; that one, or
   * undefined, and nothing changed, when none of them lives.
   */
  undoRotation(newKey: Pick<KeyRecord, 'id' | 'subject'>, reason: string): Promise<KeyRecord | undefined>;
  /** Whether a live key still has to reach the one it is for. */
  isOnItsWay(key: Pick<KeyRecord, 'id' | 'subject'>): Promise<boolean>;
  /** Says that a key which was on its way has arrived. */
  confirmArrival(key: Pick<KeyRecord, 'id' | 'subject'>): Promise<void>;
  /** Ends one key; false when there is no live key with the id. */
  revoke(key: NotedKey, reason: string): Promise<boolean>;
  /** Ends every live key of a subject; the ids of those ended now. */
  revokeBySubject(subject: string, reason: string): Promise<string[]>;
  /** Leaves the live keys of a subject only those of their scopes that are in `keep`, and never adds one. */
  narrow(subject: string, keep: readonly string[]): Promise<void>;
  /** Gives the live keys of a subject these scopes besides their own, from the next call on. Refuses `invalid_scope`. */
  widen(subject: string, scopes: readonly string[]): Promise<void>;
  /** Stops the live keys of a subject for a while, or lets them go on; how many changed. Refuses `key_not_found` when none lives. */
  setDisabled(subject: string, disabled: boolean): Promise<number>;
  /**
   * Stops the live keys of these subjects, whatever their owners say, or lifts that: each is then as it was, and what has ended meanwhile stays ended. A new
   * key of a subject is suspended as its former one is. Answers how many changed.
   */
  setSuspended(subjects: readonly string[], suspended: boolean): Promise<number>;
  /** Lets the live keys of a subject be used from these networks only, or from anywhere (null). Refuses `invalid_network` and `key_not_found`. */
  setAllowedNetworks(subject: string, networks: readonly string[] | null): Promise<string[] | null>;
  /** Writes down that a key was seen where it must not be. */
  recordLeak(key: NotedKey, detail: Record<string, unknown>): Promise<void>;
  /** Every key ever made for these subjects, oldest first; without a bound, so not for a screen. */
  keysOf(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** The keys of these subjects that have not ended, oldest first. */
  liveKeysOf(subjects: readonly string[]): Promise<KeyRecord[]>;
  /** Some keys of a subject, latest first. */
  pageOf(page: KeyPage): Promise<KeyRecord[]>;
  /** What happened to the keys of a subject, latest first; before the entry with the id `before`, where there is one. */
  historyOf(subject: string, limit?: number, before?: string): Promise<KeyAuditEntry[]>;
}

/** What a key service is wired from; `by` does what is done with it. `random` answers 32 base62 characters and is for tests alone. */
export interface KeyServicePorts {
  store: KeyStore;
  by?: KeyActor | undefined;
  clock?: Clock;
  random?: () => string;
}

const nobody: KeyActor = { actor: 'system', address: null };

/** Wires the key service to a store. */
export function createKeyService(ports: KeyServicePorts): KeyService {
  const { store, by = nobody, clock = systemClock, random } = ports;
  const note = async (event: KeyEvent, keys: readonly NotedKey[], detail: Record<string, unknown> = {}) => {
    if (keys.length === 0) return;
    await store.addAudit(keys.map(({ id, subject, tenant }) => ({ ...by, event, keyId: id, subject, tenant, detail })));
  };

  const mint = async (request: MintRequest) => {
    const minted = await mintKey({ store, clock, random }, request);
    const { scopes, environment, expiresAt } = minted.key;
    await note('minted', [minted.key], { scopes, environment, expiresAt });
    return minted;
  };

  const revoke = async (key: NotedKey, reason: string) => {
    await store.lockSubject(key.subject);
    const ended = await store.revoke(key.id, reason);
    if (ended) await note('revoked', [key], { reason });
    return ended;
  };

  const lockSome = async (subject: string) => {
    const live = await store.lockLive(subject);
    if (live.length === 0) throw keyNotFound('There is no live key to change.');
    return live;
  };

  return {
    ...createKeyVerifier({ reader: store }),
    mint,
    revoke,
    rotate: (request) => rotateKey({ store, mint, revoke, note }, request),
    undoRotation: (newKey, reason) => undoRotation({ store, mint, revoke, note }, newKey, reason),
    async isOnItsWay({ id, subject }) {
      return (await store.findLive([subject])).some((key) => key.id === id && key.isOnItsWay);
    },
    async confirmArrival({ id, subject }) {
      await store.lockSubject(subject);
      await store.confirmArrival(id);
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
    async widen(subject, given) {
      const scopes = checkScopes(given);
      for (const key of await store.lockLive(subject)) {
        const now = await store.addScopes(key.id, scopes);
        if (now && now.length > key.scopes.length) await note('widened', [key], { from: key.scopes, to: now });
      }
    },
    async setDisabled(subject, disabled) {
      const changed: KeyRecord[] = [];
      for (const key of await lockSome(subject)) if (await store.setDisabled(key.id, disabled)) changed.push(key);
      await note(disabled ? 'disabled' : 'enabled', changed);
      return changed.length;
    },
    async setSuspended(subjects, suspended) {
      const changed = await store.setSuspended(subjects, suspended);
      await note(suspended ? 'suspended' : 'unsuspended', changed);
      return changed.length;
    },
    async setAllowedNetworks(subject, given) {
      const networks = given && checkNetworks(given);
      const live = await lockSome(subject);
      for (const key of live) await store.setAllowedNetworks(key.id, networks);
      await note('networks_changed', live, { to: networks });
      return networks;
    },
    recordLeak: (key, detail) => note('leaked', [key], detail),
    keysOf: (subjects) => store.findBySubjects(subjects),
    liveKeysOf: (subjects) => store.findLive(subjects),
    pageOf: (page) => store.findPage(page),
    historyOf: (subject, limit = 50, before = undefined) => store.auditOf(subject, { limit, before }),
  };
}
