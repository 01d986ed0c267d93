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
const patienceMs = 5_000;
const mostBytes = 256 * 1024;

/** Checks who signed a leak report. */
export interface ReportKeys {
  /** Whether the named key signed these bytes: ECDSA over SHA-256, the signature in base64 (DER). Rejects when the keys cannot be read. */
  isSignedBy(identifier: string, signature: string, body: Buffer): Promise<boolean>;
}

/** How the public keys of a scanner are read: `from` is an http(s) address or a file, in the shape of GitHub's secret scanning keys. */
export interface ReportKeysOptions {
  from: string;
  now?: () => number;
}

/** Reads a scanner's public keys when they are first needed, and again after an hour, or when an unknown one signs, at most once a minute. */
export function createReportKeys({ from, now = () => performance.now() }: ReportKeysOptions): ReportKeys {
  let keys = new Map<string, KeyObject>();
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  const read = async () => {
    const { public_keys: found } = published.parse(JSON.parse(await fetchText(from)));
    keys = new Map(found.map(({ key_identifier: id, key }) => [id, createPublicKey(key)]));
    readAt = now();
  };
  const refresh = () => (reading ??= read().finally(() => (reading = undefined)));
  return {
    async isSignedBy(identifier, signature, body) {
      const age = now() - readAt;
      if (age > freshMs || (!keys.has(identifier) && age > pauseMs)) await refresh();
      const key = keys.get(identifier);
      if (key === undefined) return false;
      return verify('sha256', body, key, Buffer.from(signature, 'base64'));
    },
  };
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
