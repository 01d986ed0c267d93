import { createId, describeToken, hashToken, mintToken } from '@minimart/tokens';
import { checkScopes } from './check-scopes.ts';
import type { Clock } from './clock.ts';
import { keyPrefixes, type KeyEnvironment, type KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';
import { checkNetworks } from './networks.ts';

/** Whom a new key is for, where it may act, what it may do and from where; it never expires unless `expiresAt` says so. */
export interface MintRequest {
  subject: string;
  tenant: string;
  scopes: readonly string[];
  /** Leaves out scopes that the subject's key in force last did not have, so that what was taken from it does not come back. */
  keepNarrowed?: boolean | undefined;
  environment?: KeyEnvironment | undefined;
  expiresAt?: Date | null | undefined;
  /** Networks (CIDR) that it may be used from; without them, those of the subject's key that was in force last; null for anywhere. */
  allowedNetworks?: readonly string[] | null | undefined;
  /** Since when it is paused; without it, as the subject's key that was in force last; null for not at all. */
  disabledAt?: Date | null | undefined;
  /** Whether it still has to reach the one it is for: until `confirmArrival` no rotation that is undone falls back on it. */
  isOnItsWay?: boolean | undefined;
}

/** A key as stored, and its plain text: the only time that it exists outside its holder's hands. */
export interface MintedKey {
  key: KeyRecord;
  plain: string;
}

/** What minting needs: a store, a clock, and for tests a source of 32 base62 characters. */
export interface MintPorts {
  store: Pick<KeyStore, 'insert' | 'findFormer' | 'lockSubject'>;
  clock: Clock;
  random?: (() => string) | undefined;
}

/** Makes a key of 190 random bits and stores its SHA-256; rejects with `invalid_scope` or `invalid_network` before anything is written. */
export async function mintKey({ store, clock, random }: MintPorts, request: MintRequest): Promise<MintedKey> {
  const scopes = checkScopes(request.scopes);
  const networks = request.allowedNetworks && checkNetworks(request.allowedNetworks);
  // A pause that is being set on the former key must be seen.
  await store.lockSubject(request.subject);
  // What its owner set outlives the key that it was set on: a retry or a leak must not lift it unseen.
  const former = await store.findFormer(request.subject);
  const environment = request.environment ?? 'live';
  const plain = mintToken(keyPrefixes[environment], random);
  const key: KeyRecord = {
    id: createId('key'),
    hash: hashToken(plain),
    ...describeToken(plain),
    environment,
    subject: request.subject,
    tenant: request.tenant,
    scopes: request.keepNarrowed && former ? scopes.filter((scope) => former.scopes.includes(scope)) : scopes,
    allowedNetworks: networks === undefined ? (former?.allowedNetworks ?? null) : networks,
    createdAt: clock.now(),
    expiresAt: request.expiresAt ?? null,
    replacedBy: null,
    overlapEndsAt: null,
    isOnItsWay: request.isOnItsWay ?? false,
    disabledAt: request.disabledAt === undefined ? (former?.disabledAt ?? null) : request.disabledAt,
    suspendedAt: former?.suspendedAt ?? null,
    revokedAt: null,
    revokedReason: null,
    lastUsedAt: null,
  };
  await store.insert(key);
  return { key, plain };
}
