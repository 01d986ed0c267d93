import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '@minimart/problem';

/** A file that was received whole: how long it is, and the SHA-256 of its bytes in hex. */
export interface ReceivedFile {
  path: string;
  byteLength: number;
  digest: string;
}

/** Where a file goes, how long it may be, and how patient we are. */
export interface Receiving {
  path: string;
  mostBytes: number;
  idleMs: number;
  wholeMs: number;
  /** Told of each piece that came, also of a file that is refused in the end. */
  onBytes: (count: number) => void;
}

/**
 * Writes a file to the disk as it comes, so that memory holds one piece of it. Refuses `body_too_large` at the first byte too many,
 * `upload_too_slow`, and `invalid_request` for nothing at all. The source stays open, for an answer to be sent.
 */
export async function receiveFile(source: Readable, receiving: Receiving): Promise<ReceivedFile> {
  const { path, mostBytes, idleMs, wholeMs, onBytes } = receiving;
  await using file = await open(path, 'wx', 0o600);
  const digest = createHash('sha256');
  const endsAt = performance.now() + wholeMs;
  const pieces = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let byteLength = 0;
  for (;;) {
    const { done, value: piece } = await inTime(pieces.next(), Math.min(idleMs, endsAt - performance.now()));
    if (done) break;
    byteLength += piece.length;
    onBytes(piece.length);
    if (byteLength > mostBytes) throw tooLarge(mostBytes);
    digest.update(piece);
    // `write` may write a part, as it does at the end of a disk, and say so in its answer alone.
    await file.appendFile(piece);
  }
  if (byteLength === 0) {
    throw new Refusal({
      code: 'invalid_request',
      detail: 'There is no file in the request. Send its bytes as the body.',
    });
  }
  return { path, byteLength, digest: digest.digest('hex') };
}

/** The refusal of a file that is longer than what is taken. */
export function tooLarge(mostBytes: number): Refusal {
  return new Refusal({
    code: 'body_too_large',
    detail: `The file may have ${mostBytes / 1_000_000} MB at most. Make it smaller and upload it again.`,
  });
}

async function inTime<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), Math.max(0, timeoutMs));
  });
  // Whichever comes second is nobody's business any more.
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The refusal of a file that does not come. */
export function tooSlow(): Refusal {
  return new Refusal({
    code: 'upload_too_slow',
    detail: 'The file came so slowly that it was given up. Check your connection, or upload a smaller file.',
  });
}
