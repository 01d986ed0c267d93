import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/** A key-encryption key: a short name that is kept beside each sealed value, and 32 bytes. */
export interface SealingKey {
  id: string;
  key: Buffer;
}

/** Seals values at rest. `context` names the place a value belongs to; a value moved elsewhere does not open. */
export interface Sealer {
  seal(plain: string | Uint8Array, context: string): Buffer;
  open(sealed: Uint8Array, context: string): Buffer;
}

const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce. The first key seals, every key opens, so a key is rotated by
 * putting a new one in front. Layout: version, length of the key id, key id, nonce, tag, ciphertext. Throws on tampering.
 */
export function createSealer({ keys }: { keys: readonly SealingKey[] }): Sealer {
  const [current] = keys;
  if (current === undefined) throw new Error('createSealer needs at least one key.');
  for (const { id, key } of keys) {
    if (key.length !== 32) throw new Error(`The sealing key ${id} has ${key.length} bytes; it needs 32.`);
  }
  // Made ready once; as bytes they would be made ready for each value.
  const ready = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  if (ready.size < keys.length) throw new Error('Two sealing keys have the same name; each needs one of its own.');
  return {
    seal(plain, context) {
      const id = Buffer.from(current.id);
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', ready.get(current.id)!, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.from([version, id.length]), id, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== version) throw new Error('The sealed value has an unknown layout.');
      const start = 2 + (bytes[1] ?? 0);
      const id = bytes.toString('utf8', 2, start);
      const key = ready.get(id);
      if (key === undefined) throw new Error(`No sealing key named ${id} is configured.`);
      const tagStart = start + nonceLength;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(start, tagStart))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(tagStart, tagStart + tagLength));
      const plain = decipher.update(bytes.subarray(tagStart + tagLength));
      // Throws unless the tag fits; in this mode nothing is left to come.
      decipher.final();
      return plain;
    },
  };
}
