import { openSigner, type Signer } from './open-signer.ts';

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
export function signDelivery(content: SignedContent, secrets: readonly string[]): Record<string, string> {
  return signWith(content, secrets.map(openSigner));
}

/** As `signDelivery`, with secrets that are ready already. */
export function signWith({ id, at, body }: SignedContent, signers: readonly Signer[]): Record<string, string> {
  if (signers.length === 0) throw new Error('A delivery needs at least one live signing secret.');
  const timestamp = Math.floor(at.getTime() / 1000);
  const content = `${id}.${timestamp}.${body ?? ''}`;
  const signatures = signers.map((signer) => signer.sign(content));
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
