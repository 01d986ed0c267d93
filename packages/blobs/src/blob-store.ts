import type { Readable } from 'node:stream';

/** Bytes of a blob from `start` to `end`, both included and counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where bytes are kept, each blob under a key of its own (see {@link isBlobKey}). What is under a key is whole or not there: a write that fails
 * leaves nothing. Every call throws when the store itself fails.
 */
export interface BlobStore {
  /** Keeps these bytes under a key; what was there before is replaced. */
  put(key: string, bytes: Blob): Promise<void>;
  /** The bytes under a key, piece by piece; undefined where there are none. A range lies within the blob. */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** Removes what is under a key; nothing there is fine. */
  delete(key: string): Promise<void>;
}

/** Whether a text is a key: 8 to 80 lower-case letters and digits, and an ending after a dot if wanted. It names no folder. */
export function isBlobKey(text: string): boolean {
  return /^[a-z0-9]{8,80}(?:\.[a-z0-9]{1,8})?$/.test(text);
}

/** Throws for a text that is no key. */
export function assertBlobKey(key: string): void {
  if (!isBlobKey(key)) throw new Error('A blob key has 8 to 80 lower-case letters and digits, and may have an ending.');
}
