import { createHmac, sign } from 'node:crypto';
import { privateKeyOf, signingKeyOf } from './signing-secret.ts';

/** What is signed: the delivery id (the same over all attempts), the moment of this attempt, the exact body bytes. */
export interface SignedContent {
  id: string;
  at: Date;
  body: string | null;
}

/**
 * The three Standard Webhooks headers: for each live secret a `v1` HMAC-SHA256 signature (`whsec_`) or a `v1a` Ed25519 signature (`whsk_`), so
 * that a receiver verifies with either while a secret rotates. A request without a body signs the empty text.
 */
export function signDelivery({ id, at, body }: SignedContent, secrets: readonly string[]): Record<string, string> {
  if (secrets.length === 0) throw new Error('A delivery needs at least one live signing secret.');
  const timestamp = Math.floor(at.getTime() / 1000);
  const content = `${id}.${timestamp}.${body ?? ''}`;
  const signatures = secrets.map((secret) => signatureOf(content, secret));
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}

function signatureOf(content: string, secret: string): string {
  if (secret.startsWith('whsk_')) {
    return `v1a,${sign(null, Buffer.from(content), privateKeyOf(secret)).toString('base64')}`;
  }
  return `v1,${createHmac('sha256', signingKeyOf(secret)).update(content).digest('base64')}`;
}
