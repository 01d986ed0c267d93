import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { markWithTag } from './mark-with-tag.ts';
import type { Holding, ReceiverOptions, SubscribeBody } from './receiver-options.ts';

/** Answers `POST /<app>/subscribe`, `POST /<app>/unsubscribe` and `GET /state`; signatures follow standardwebhooks.com, v1. */
export function receiveSubscribeRequest({ secretOf, platformUrl, objection }: ReceiverOptions): RequestListener {
  const holdings = new Map<string, Holding>(); // One key per app and workspace. A real server keeps them encrypted on disk.

  async function answer(method: string, path: string, request: { payload: string; headers: IncomingHttpHeaders }) {
    if (path === '/state') return { status: 200, body: { holdings: [...holdings.values()].map(shown) } };
    const [, app = '', topic = ''] = path.split('/');
    const secret = await secretOf(app);
    if (method !== 'POST' || !secret) return { status: 404, body: { message: 'Nothing is listening here.' } };

    let sent: SubscribeBody; // Nothing in the request counts before the signature does.
    try {
      sent = new Webhook(secret).verify(request.payload, request.headers as Record<string, string>) as SubscribeBody;
    } catch {
      return { status: 401, body: { message: 'The signature does not match this app’s signing secret.' } };
    }
    if (topic === 'unsubscribe') {
      holdings.delete(`${app} ${sent.workspace}`); // The platform has ended the key already: forget it.
      return { status: 200, body: { message: 'Forgotten.' } };
    }
    const reason = objection(app, sent);
    if (reason) return { status: 422, body: { message: reason } }; // The owner reads this and may correct the input.

    const { workspace, version, key } = sent; // A repeated delivery (same webhook-id) only writes the same again.
    const found = await markWithTag(platformUrl, app, key); // It works already, while the platform waits for the answer.
    holdings.set(`${app} ${workspace}`, { app, workspace, version, key, ...found });
    return { status: 200, body: { message: 'Welcome.' } };
  }

  return async (request, response) => {
    const payload = await text(request);
    const path = new URL(request.url ?? '/', 'http://receiver').pathname;
    const asked = answer(request.method ?? 'GET', path, { payload, headers: request.headers });
    const { status, body } = await asked.catch(() => ({ status: 500, body: { message: 'Please try again.' } })); // It will.
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

function shown({ key, ...rest }: Holding) {
  return { ...rest, key: { start: key.slice(0, 12), lastFour: key.slice(-4) } };
}
