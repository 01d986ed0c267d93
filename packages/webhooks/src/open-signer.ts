import { createHmac, createSecretKey, sign } from 'node:crypto';
import { traceSecret, type TracedSecret } from './secret-forms.ts';
import { privateKeyOf, signingKeyOf } from './signing-secret.ts';

/** A signing secret made ready: what it signs with, and how an echo of it is noticed. */
export interface Signer {
  /** The signature of a text as it stands in `webhook-signature`: `v1,<base64>` or `v1a,<base64>`. */
  sign(content: string): string;
  secret: TracedSecret;
}

/** Makes a `whsec_` or `whsk_` secret ready; throws on anything that is neither, without repeating it. */
export function openSigner(secret: string): Signer {
  return {
    sign: secret.startsWith('whsk_') ? signWithEd25519(secret) : signWithHmac(secret),
    secret: traceSecret(secret),
  };
}

function signWithHmac(secret: string): Signer['sign'] {
  const key = createSecretKey(signingKeyOf(secret));
  return (content) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

function signWithEd25519(secret: string): Signer['sign'] {
  const key = privateKeyOf(secret);
  return (content) => `v1a,${sign(null, Buffer.from(content), key).toString('base64')}`;
}
