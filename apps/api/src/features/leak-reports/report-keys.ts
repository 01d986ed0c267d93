import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import { z } from 'zod';

// As api.github.com/meta/public_keys/secret_scanning answers.
const published = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })).max(100),
});

const freshMs = 60 * 60_000;
const pauseMs = 60_000;
const firstPauseMs = 1_000;
const patienceMs = 5_000;
const mostBytes = 256 * 1024;

/** Checks who signed a leak report. */
export interface ReportKeys {
  /**
   * Whether the named key signed these bytes: ECDSA over SHA-256, the signature in base64 (DER). Rejects when no keys could be read so far; those
   * that were read before are kept while the source fails.
   */
  isSignedBy(identifier: string, signature: string, body: Buffer): Promise<boolean>;
}

/** How the public keys of a scanner are read: `from` is an http(s) address or a file, in the shape of GitHub's secret scanning keys. */
export interface ReportKeysOptions {
  from: string;
  now?: () => number;
}

/**
 * Reads a scanner's public keys when they are first needed, and again after an hour, or when an unknown one signs, at most once a minute. After a
 * failure it waits for a second before it asks again, then for twice as long each time, up to a minute.
 */
export function createReportKeys({ from, now = () => performance.now() }: ReportKeysOptions): ReportKeys {
  let keys: Map<string, KeyObject> | undefined;
  let failure: unknown;
  let readAt = -Infinity;
  let notBefore = -Infinity;
  let failedPauseMs = 0;
  let reading: Promise<void> | undefined;

  const read = async () => {
    try {
      const { public_keys: found } = published.parse(JSON.parse(await fetchText(from)));
      keys = new Map(found.flatMap(({ key_identifier: id, key }) => toKeys(key).map((each) => [id, each] as const)));
      [readAt, failedPauseMs] = [now(), 0];
      notBefore = readAt + pauseMs;
    } catch (error) {
      failure = error;
      failedPauseMs = Math.min(pauseMs, Math.max(firstPauseMs, failedPauseMs * 2));
      notBefore = now() + failedPauseMs;
    } finally {
      reading = undefined;
    }
  };

  return {
    async isSignedBy(identifier, signature, body) {
      const isWanting = keys === undefined || now() - readAt > freshMs || !keys.has(identifier);
      if (isWanting && (reading !== undefined || now() >= notBefore)) await (reading ??= read());
      if (keys === undefined) throw new Error('The public keys of the scanner could not be read.', { cause: failure });
      const key = keys.get(identifier);
      return key !== undefined && verify('sha256', body, key, Buffer.from(signature, 'base64'));
    },
  };
}

/** The key, if it is one that can sign a report; others in the list are no reason to refuse those that can. */
function toKeys(pem: string): KeyObject[] {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ec' ? [key] : [];
  } catch {
    return [];
  }
}

async function fetchText(from: string): Promise<string> {
  if (!/^https?:/.test(from)) return readFile(from, 'utf8');
  const answer = await request(from, { signal: AbortSignal.timeout(patienceMs) });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) throw new Error('The list of public keys is too long.');
    chunks.push(chunk as Buffer);
  }
  if (answer.statusCode !== 200) throw new Error(`The list of public keys was answered with ${answer.statusCode}.`);
  return Buffer.concat(chunks).toString('utf8');
}
