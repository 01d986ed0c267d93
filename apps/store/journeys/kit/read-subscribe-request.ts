import { Webhook } from 'standardwebhooks';
import type { ReceivedRequest } from './open-receiver.ts';
import { keepSecret } from './known-secrets.ts';
import type { JourneyApp } from './journey-app.ts';

/** What a subscribe request of Tag Mirror handed over. */
export interface HandedOver {
  key: string;
  token: string;
  list: string;
}

/** Checks the signature of a lifecycle request as a developer's server does, with the published library; answers its JSON. Throws when it is wrong. */
export function verifyRequest({ signingSecret }: JourneyApp, { body, headers }: ReceivedRequest): unknown {
  const text = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return new Webhook(signingSecret).verify(body, Object.fromEntries(text));
}

/** The content of a signed subscribe request of Tag Mirror; its key is known as a secret from then on. */
export function readSubscribeRequest(app: JourneyApp, request: ReceivedRequest): HandedOver {
  const handedOver = verifyRequest(app, request) as HandedOver;
  keepSecret('a key', handedOver.key);
  return handedOver;
}
