import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSealer } from '@minimart/sealing';
import { createReceiver, createTestDatabase, type ReceivedRequest } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createShopApp } from './create-shop-app.ts';
import { openShop } from './open-shop.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const topics = ['order.placed'];

/** A customer's server: takes what its secret verifies. */
async function openCustomer() {
  const customer = { secret: '', isDown: false };
  const isGenuine = ({ body, headers }: ReceivedRequest) => {
    try {
      return new Webhook(customer.secret).verify(body, headers as Record<string, string>) !== undefined;
    } catch {
      return false;
    }
  };
  const receiver = await createReceiver((received) => {
    if (customer.isDown) return { status: 500 };
    return isGenuine(received) ? {} : { status: 401, body: '{"message":"Not signed with our secret."}' };
  });
  return Object.assign(customer, receiver);
}

test('an order service tells its customers: registered, sent, explained, replayed, paused, rotated', async () => {
  await using db = await createTestDatabase();
  await using customer = await openCustomer();
  const sealer = createSealer({ keys: [{ id: 'k1', key: randomBytes(32) }] });
  const shop = await openShop({ url: db.url, sealer, allow: ['127.0.0.0/8'], logger: quiet });
  const app = createShopApp(shop);
  const place = (total = 1200) => request(app).post('/orders').send({ item: 'tea', total });

  const inside = await request(app).post('/endpoints').send({ url: 'http://10.0.0.7/in', topics }).expect(422);
  expect(inside.body.message).toContain('10.0.0.7');
  const registered = await request(app).post('/endpoints').send({ url: customer.url, topics }).expect(201);
  const { id, signingSecret } = registered.body as { id: string; signingSecret: string };
  await request(app)
    .post('/endpoints')
    .send({ url: `${customer.url}/shipped`, topics: ['order.shipped'] });
  customer.secret = signingSecret;
  const log = async () => (await request(app).get(`/endpoints/${id}/deliveries`).expect(200)).body.deliveries;
  const untilLast = (status: string) =>
    vi.waitFor(async () => expect((await log())[0]).toMatchObject({ status }), { timeout: 10_000, interval: 50 });

  await place(-1).expect(422);
  expect(await log()).toEqual([]);
  const placed = await place().expect(201);
  await untilLast('delivered');
  expect(customer.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/', { type: 'order.placed', order: { id: placed.body.id, item: 'tea', total: 1200 } }],
  ]);

  customer.secret = `whsec_${randomBytes(32).toString('base64')}`;
  await place().expect(201);
  await untilLast('refused');
  const [refused] = await log();
  expect(refused.attempts).toMatchObject([{ advice: expect.stringContaining('signing secret') }]);
  customer.secret = signingSecret;
  await request(app).post(`/deliveries/${refused.id}/replay`).expect(202, { ok: true });
  await untilLast('delivered');
  const [first, second] = customer.requests.slice(-2).map(({ headers }) => headers['webhook-id']);
  expect([first, second]).toEqual([refused.id, refused.id]);
  await request(app).post('/deliveries/msg_unknown/replay').expect(404);

  customer.isDown = true;
  await place().expect(201);
  await vi.waitFor(
    async () => expect((await log())[0].attempts).toMatchObject([{ what: 'The server failed (500).' }]),
    10_000,
  );
  customer.isDown = false;
  await request(app)
    .post(`/deliveries/${(await log())[0].id}/replay`)
    .expect(202);
  await untilLast('delivered');

  await request(app).post(`/endpoints/${id}/pause`).expect(204);
  await place().expect(201);
  const seen = customer.requests.length;
  // One that is not paused is served meanwhile, so the dispatcher has looked.
  const other = await request(app)
    .post('/endpoints')
    .send({ url: `${customer.url}/other`, topics })
    .expect(201);
  await place().expect(201);
  await vi.waitFor(() => expect(customer.requests.slice(seen).map(({ path }) => path)).toEqual(['/other']), 10_000);
  await request(app).post(`/endpoints/${other.body.id}/pause`).expect(204);
  const rotated = await request(app).post(`/endpoints/${id}/secret`).expect(201);
  await request(app).post(`/endpoints/${id}/resume`).expect(204);
  await untilLast('delivered');
  for (const secret of [signingSecret, rotated.body.signingSecret]) {
    const { body, headers } = customer.requests.at(-1)!;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ type: 'order.placed' });
  }
  await request(app).post('/endpoints/end_unknown/pause').expect(404);
  await shop.close();
});

test('needs webhooks, sealing and database of Minimart, and nothing else', async () => {
  const { dependencies } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const ours = Object.keys(dependencies).filter((name) => name.startsWith('@minimart/'));
  expect(ours).toEqual(['@minimart/database', '@minimart/sealing', '@minimart/webhooks']);
});
