import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoObjection, rightClientCode, withSleepingApp } from './demo-manners.ts';
import { receiveSubscribeRequest } from './receive-subscribe-request.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const key = 'mm_live_abcdEFGHijklMNOPqrstUVWXyz0123456789wxYZ';
const servers: Server[] = [];
let platformUrl = '';
let receiverUrl = '';
let granted = true;
const created: string[] = [];

/** The platform API, as far as the receiver calls it. */
const platform: RequestListener = async (request, response) => {
  const allowed = request.headers.authorization === `Bearer ${key}` && (granted || request.method === 'GET');
  response.writeHead(allowed ? 200 : 403, { 'content-type': 'application/json' });
  if (request.method === 'POST' && allowed) {
    for await (const chunk of request) created.push((JSON.parse(String(chunk)) as { name: string }).name);
  }
  response.end(JSON.stringify(allowed ? { data: [{ tag_ns: 'f1t1', name: 'VIP' }] } : { message: 'No.' }));
};

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function deliver(path: string, body: Record<string, unknown>, signedWith = secret) {
  const payload = JSON.stringify(body);
  const at = new Date();
  const response = await fetch(`${receiverUrl}${path}`, {
    method: 'POST',
    body: payload,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(signedWith).sign('msg_1', at, payload),
    },
  });
  return { status: response.status, message: ((await response.json()) as { message: string }).message };
}

async function state(): Promise<string> {
  return (await fetch(`${receiverUrl}/state`)).text();
}

const subscribe = { workspace: 'ws_1', version: '1.0.0', key, crmToken: 'good' };

beforeAll(async () => {
  platformUrl = await listen(platform);
});

beforeEach(async () => {
  granted = true;
  created.length = 0;
  const apps = new Set(['tag-sync', 'ledger-link', 'night-desk']);
  const secretOf = (app: string) => (apps.has(app) ? secret : undefined);
  receiverUrl = await listen(
    withSleepingApp('night-desk', receiveSubscribeRequest({ secretOf, platformUrl, objection: demoObjection })),
  );
});

afterAll(() => servers.forEach((server) => server.close()));

describe('receiveSubscribeRequest', () => {
  it('keeps the key of a signed Subscribe Request and uses it at once', async () => {
    expect(await deliver('/tag-sync/subscribe', subscribe)).toMatchObject({ status: 200 });
    expect(created).toEqual(['synced-by-tag-sync']);
    expect(JSON.parse(await state())).toEqual({
      holdings: [
        {
          app: 'tag-sync',
          workspace: 'ws_1',
          version: '1.0.0',
          tags: ['VIP'],
          createdTag: true,
          key: { start: 'mm_live_abcd', lastFour: 'wxYZ' },
        },
      ],
    });
  });

  it('never shows a whole key', async () => {
    await deliver('/tag-sync/subscribe', subscribe);
    expect(await state()).not.toContain(key);
  });

  it('works on without a scope that the owner left out', async () => {
    granted = false;
    expect(await deliver('/tag-sync/subscribe', subscribe)).toMatchObject({ status: 200 });
    expect(created).toEqual([]);
  });

  it('forgets the key when it is told of the uninstall', async () => {
    await deliver('/tag-sync/subscribe', subscribe);
    expect(await deliver('/tag-sync/unsubscribe', { workspace: 'ws_1' })).toMatchObject({ status: 200 });
    expect(JSON.parse(await state())).toEqual({ holdings: [] });
  });

  it('holds one key however often the same request arrives', async () => {
    await deliver('/tag-sync/subscribe', subscribe);
    await deliver('/tag-sync/subscribe', subscribe);
    expect((JSON.parse(await state()) as { holdings: unknown[] }).holdings).toHaveLength(1);
  });

  it('asks for another try when the platform cannot be reached', async () => {
    const lost = receiveSubscribeRequest({
      secretOf: () => secret,
      platformUrl: 'http://127.0.0.1:1',
      objection: demoObjection,
    });
    receiverUrl = await listen(lost);
    expect((await deliver('/tag-sync/subscribe', subscribe)).status).toBe(500);
  });

  it('refuses a signature of another secret and keeps nothing', async () => {
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(await deliver('/tag-sync/subscribe', subscribe, other)).toMatchObject({ status: 401 });
    expect(JSON.parse(await state())).toEqual({ holdings: [] });
  });

  it('says in words for the owner why a token is turned down', async () => {
    const answer = await deliver('/tag-sync/subscribe', { ...subscribe, crmToken: 'wrong-one' });
    expect(answer.status).toBe(422);
    expect(answer.message).toContain('Make a new one');
  });

  it('takes Ledger Link only with the client code that its message names', async () => {
    const refused = await deliver('/ledger-link/subscribe', { ...subscribe, clientCode: 'APPLE-1' });
    expect(refused).toMatchObject({ status: 422, message: expect.stringContaining(rightClientCode) });
    const taken = await deliver('/ledger-link/subscribe', { ...subscribe, clientCode: rightClientCode });
    expect(taken.status).toBe(200);
  });

  it('answers 503 for the app that sleeps and 404 for one it does not know', async () => {
    expect((await deliver('/night-desk/subscribe', subscribe)).status).toBe(503);
    expect((await deliver('/nobody/subscribe', subscribe)).status).toBe(404);
  });
});
