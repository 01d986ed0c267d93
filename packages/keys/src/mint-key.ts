import { createId, describeToken, hashToken, mintToken } from '@minimart/tokens';
import { checkScopes } from './check-scopes.ts';
import type { Clock } from './clock.ts';
import { keyPrefixes, type KeyEnvironment, type KeyRecord } from './key-record.ts';
import type { KeyStore } from './key-store.ts';

/** Whom a new key is for, where it may act and what it may do; it never expires unless `expiresAt` says so. */
export interface MintRequest {
  subject: string;
  tenant: string;
  scopes: readonly string[];
  environment?: KeyEnvironment;
  expiresAt?: Date | null;
}

/** A key as stored, and its plain text: the only time that it exists outside its holder's hands. */
export interface MintedKey {
  key: KeyRecord;
  plain: string;
}

/** What minting needs: a store, a clock, and for tests a source of 32 base62 characters. */
export interface MintPorts {
  store: Pick<KeyStore, 'insert'>;
  clock: Clock;
  random?: (() => string) | undefined;
}

/** Makes a key of 190 random bits and stores its SHA-256; rejects with `invalid_scope` before anything is written. */
export async function mintKey({ store, clock, random }: MintPorts, request: MintRequest): Promise<MintedKey> {
  const scopes = checkScopes(request.scopes);
  const environment = request.environment ?? 'live';
  const plain = mintToken(keyPrefixes[environment], random);
  const key: KeyRecord = {
    id: createId('key'),
    hash: hashToken(plain),
    ...describeToken(plain),
    environment,
    subject: request.subject,
    tenant: request.tenant,
    scopes,
    createdAt: clock.now(),
    expiresAt: request.expiresAt ?? null,
    revokedAt: null,
    revokedReason: null,
    lastUsedAt: null,
  };
  await store.insert(key);
  return { key, plain };
}
