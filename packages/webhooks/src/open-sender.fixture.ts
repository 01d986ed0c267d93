import { createSender, type Sender, type SenderOptions, type SendResult } from './create-sender.ts';
import { createEgressGuard, type EgressRules } from './egress/create-egress-guard.ts';

/** A guard that lets loopback through and knows host names only as the test tells. */
export function loopbackGuard(rules: Partial<EgressRules> = {}) {
  return createEgressGuard({ allow: ['127.0.0.0/8'], ...rules });
}

/** A sender that posts `hello`; by default to loopback, within 5 s. */
export interface TestSender extends Sender, AsyncDisposable {
  post(url: string): Promise<SendResult>;
}

/** Opens a sender for a test. */
export function openSender(options: Partial<SenderOptions> = {}): TestSender {
  const sender = createSender({ guard: loopbackGuard(), timeoutMs: 5000, ...options });
  return {
    ...sender,
    post: (url) => sender.send({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'hello' }),
    [Symbol.asyncDispose]: () => sender.close(),
  };
}

/** What a resolver of a test answers: these addresses, to be kept for `ttlMs`. */
export function addressesOf(texts: readonly string[], ttlMs = 0) {
  return { addresses: texts.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })), ttlMs };
}
