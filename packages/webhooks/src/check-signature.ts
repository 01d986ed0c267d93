import { createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { signDelivery } from './sign-delivery.ts';
import { privateKeyOf } from './signing-secret.ts';

/** A request as a receiver has it: its three Standard Webhooks headers, in whatever case, and the raw body. */
export interface ReceivedForCheck {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Whether a signature is right, and if not, why; `secret` is the place of the secret that it was made with, 0 the newest. */
export type SignatureCheck =
  | { ok: true; secret: number; ageSeconds: number }
  | { ok: false; reason: 'header_missing'; header: string }
  | { ok: false; reason: 'timestamp_unreadable' | 'no_known_scheme' | 'no_match' }
  | { ok: false; reason: 'too_old' | 'from_the_future'; ageSeconds: number };

/** How far the clocks of sender and receiver may be apart, as the published libraries have it. */
export const toleranceSeconds = 300;

// A secret makes one of them, and four of them sign at the most. Each that is tried costs a pass over the body.
const mostSignatures = 16;

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** Checks a received request against the live signing secrets (Standard Webhooks, "Verifying webhooks"); of its signatures the first 16. */
export function checkSignature(
  { headers, body }: ReceivedForCheck,
  { secrets, now }: { secrets: readonly string[]; now: Date },
): SignatureCheck {
  const found = new Map(Object.entries(headers).map(([name, value]) => [name.trim().toLowerCase(), value.trim()]));
  const missing = names.find((name) => !found.get(name));
  if (missing !== undefined) return { ok: false, reason: 'header_missing', header: missing };
  const [id, timestamp, signatures] = names.map((name) => found.get(name)!) as [string, string, string];
  if (!/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'timestamp_unreadable' };
  const known = signatures.split(/\s+/).filter((signature) => /^v1a?,/.test(signature));
  const sent = known.slice(0, mostSignatures);
  if (sent.length === 0) return { ok: false, reason: 'no_known_scheme' };
  const at = new Date(Number(timestamp) * 1000);
  const secret = secrets.findIndex((candidate) => sent.some((text) => isMadeWith(candidate, { id, at, body }, text)));
  if (secret < 0) return { ok: false, reason: 'no_match' };
  const ageSeconds = Math.round((now.getTime() - at.getTime()) / 1000);
  if (ageSeconds > toleranceSeconds) return { ok: false, reason: 'too_old', ageSeconds };
  if (ageSeconds < -toleranceSeconds) return { ok: false, reason: 'from_the_future', ageSeconds };
  return { ok: true, secret, ageSeconds };
}

function isMadeWith(secret: string, content: { id: string; at: Date; body: string }, signature: string): boolean {
  const [scheme, text = ''] = signature.split(',', 2);
  const bytes = Buffer.from(text, 'base64');
  if (scheme === 'v1a') {
    if (!secret.startsWith('whsk_')) return false;
    const signed = Buffer.from(`${content.id}.${content.at.getTime() / 1000}.${content.body}`);
    return verify(null, signed, createPublicKey(privateKeyOf(secret)), bytes);
  }
  if (!secret.startsWith('whsec_')) return false;
  const right = Buffer.from(signDelivery(content, [secret])['webhook-signature']!.split(',')[1]!, 'base64');
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}
