import { createBot } from '@minimart/chatbot/mikro-orm';
import { createReceiver } from '@minimart/test-kit';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const secretInput = 'crm-9f8e7d6c-very-secret';

async function publish({ app }: TestApi, developer: TestPerson, manifest: object) {
  const created = await request(app)
    .post('/v1/developer/apps')
    .set(bearer(developer.token))
    .send({ manifest })
    .expect(201);
  const { id, signingSecret } = created.body as { id: string; signingSecret: string };
  await request(app)
    .post(`/v1/developer/apps/${id}/versions`)
    .set(bearer(developer.token))
    .send({ changelog: 'First.' })
    .expect(201);
  return { id, signingSecret };
}

async function setUp(api: TestApi, receiverUrl: string) {
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  const app = await publish(api, developer, exampleManifest(receiverUrl));
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  return { developer, owner, workspaceId, app, installations };
}

const installBody = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: secretInput } };

test('from listing to farewell: the key holds what was agreed, works for nothing else, and dies with the uninstall', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const { app, developer, owner, workspaceId, installations } = { ...(await setUp(api, receiver.url)) };
  await createBot(api.services.em(), { workspaceId, name: 'Tea bot', tags: ['VIP'] });

  const listing = await request(api.app).get('/v1/apps/tag-sync').expect(200);
  expect(listing.body).toMatchObject({
    version: '1.0.0',
    developer: { name: 'developer' },
    scopes: [
      { id: 'flow-tags:view', label: 'View flow tags', reason: 'To read the tags we mirror.', optional: false },
      { id: 'sub-flows:send', optional: true },
    ],
    hosts: [new URL(receiver.url).host],
  });
  expect(listing.body.cannot).not.toHaveLength(0);

  const installed = await request(api.app)
    .post(installations)
    .set(bearer(owner.token))
    .send({ ...installBody, version: '1.0.0' })
    .expect(201);
  expect(installed.body).toMatchObject({
    status: 'pending',
    scopes: ['flow-tags:view'],
    key: { start: expect.stringMatching(/^mm_live_/) },
  });
  expect(JSON.stringify(installed.body)).not.toContain(secretInput);

  api.dispatch();
  const [subscribe] = await receiver.waitFor(1);
  expect(subscribe!.path).toBe(`/minimart/${workspaceId}?v=1.0.0`);
  expect(subscribe!.headers['x-app']).toBe(app.id);
  expect(subscribe!.headers['user-agent']).toMatch(/^Minimart\//);
  new Webhook(app.signingSecret).verify(subscribe!.body, subscribe!.headers as Record<string, string>);
  const { key, token } = JSON.parse(subscribe!.body) as { key: string; token: string };
  expect(token).toBe(secretInput);

  const one = `${installations}/${installed.body.id}`;
  const read = () => request(api.app).get(one).set(bearer(owner.token));
  await vi.waitFor(
    async () => expect((await read()).body).toMatchObject({ status: 'active', delivery: { status: 'delivered' } }),
    15_000,
  );

  const tags = await request(api.app).get('/api/flow/tags').set(bearer(key)).expect(200);
  expect(JSON.stringify(tags.body)).toContain('VIP');
  expect(tags.headers['x-accepted-scopes']).toBe('flow-tags:view');
  const refused = await request(api.app)
    .post('/api/flow/create-tag')
    .set(bearer(key))
    .send({ name: 'New' })
    .expect(403);
  expect(refused.body).toMatchObject({
    code: 'scope_missing',
    needed: 'flow-tags:manage',
    granted: ['flow-tags:view'],
    message: expect.any(String),
  });
  expect(refused.headers['content-type']).toMatch('application/problem+json');

  const gone = await request(api.app).delete(one).set(bearer(owner.token)).expect(200);
  expect(gone.body).toMatchObject({ status: 'uninstalled', key: null });
  await request(api.app).get('/api/flow/tags').set(bearer(key)).expect(401);
  const [, unsubscribe] = await receiver.waitFor(2);
  expect(unsubscribe!.path).toBe(`/minimart/${workspaceId}/gone`);
  new Webhook(app.signingSecret).verify(unsubscribe!.body, unsubscribe!.headers as Record<string, string>);
  expect(unsubscribe!.body).not.toContain('mm_live_');
  await vi.waitFor(async () => expect((await read()).body.erasedAt).not.toBeNull(), 15_000);
  expect((await read()).body.authInputs).toMatchObject([
    { name: 'crm_token', title: 'CRM token', secret: true, value: null, isFilled: false, isSent: true },
    { name: 'list', title: 'List', secret: false, value: null, isFilled: false },
  ]);

  const log = await request(api.app)
    .get(`/v1/developer/apps/${app.id}/deliveries`)
    .set(bearer(developer.token))
    .expect(200);
  const whole = await request(api.app)
    .get(`/v1/developer/apps/${app.id}/deliveries/${log.body.items[1].id}`)
    .set(bearer(developer.token))
    .expect(200);
  expect(whole.body).toMatchObject({
    topic: 'subscribe',
    status: 'delivered',
    attemptLog: [{ number: 1, outcome: 'delivered', statusCode: 200 }],
  });
  for (const text of [JSON.stringify(whole.body), api.logged()]) {
    for (const secret of [key, secretInput, owner.token, owner.password, app.signingSecret])
      expect(text).not.toContain(secret);
  }
});

test('a double click is one install', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const { owner, installations } = await setUp(api, receiver.url);
  const click = () =>
    request(api.app).post(installations).set(bearer(owner.token)).set('idempotency-key', 'click-1').send(installBody);
  const [one, two] = await Promise.all([click(), click()]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(one.body.id).toBe(two.body.id);
  const list = await request(api.app).get(installations).set(bearer(owner.token)).expect(200);
  expect(list.body.items).toHaveLength(1);
  const other = await request(api.app)
    .post(installations)
    .set(bearer(owner.token))
    .set('idempotency-key', 'click-1')
    .send({ ...installBody, scopes: [] });
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
});

test("the app's own refusal is shown, and corrected inputs install it with a new key", async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver(({ body }) =>
    body.includes(secretInput)
      ? { status: 422, body: JSON.stringify({ message: 'That <b>token</b> has expired.' }) }
      : {},
  );
  const { owner, installations } = await setUp(api, receiver.url);
  const installed = await request(api.app).post(installations).set(bearer(owner.token)).send(installBody).expect(201);
  const one = `${installations}/${installed.body.id}`;
  api.dispatch();
  const read = () => request(api.app).get(one).set(bearer(owner.token));
  await vi.waitFor(async () => expect((await read()).body).toMatchObject({ status: 'failed', key: null }), 15_000);
  expect((await read()).body.message).toBe('That token has expired.');
  const former = (JSON.parse(receiver.requests[0]!.body) as { key: string }).key;
  await request(api.app).get('/api/flow/tags').set(bearer(former)).expect(401);

  await request(api.app)
    .post(`${one}/retry`)
    .set(bearer(owner.token))
    .send({ authInputs: { crm_token: 'better-token' } })
    .expect(200);
  await vi.waitFor(async () => expect((await read()).body).toMatchObject({ status: 'active' }), 15_000);
  expect((JSON.parse(receiver.requests[1]!.body) as { key: string }).key).not.toBe(former);
});
