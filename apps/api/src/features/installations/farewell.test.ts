import { createReceiver } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { call, publishApp } from '../../testing/install-client.ts';

const secretInput = 'crm-9f8e7d6c-very-secret';

/** An app with all three requests, in the store and installed; the API listens, as the calls are many. */
async function setUp(api: TestApi, receiverUrl: string) {
  const server = createServer(api.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const workspaceId = await api.workspace({ owner });
  const base = exampleManifest(receiverUrl);
  const dataErasure = {
    method: 'POST' as const,
    url: `${receiverUrl}/erase/{{workspace_id}}`,
    body: { json: { app: '{{app_id}}', version: '{{app_version}}' } },
  };
  const app = await publishApp(url, developer, { ...base, requests: { ...base.requests, dataErasure } });
  const installations = `${url}/v1/workspaces/${workspaceId}/installations`;
  const as = { token: owner.token };
  const install = async () => {
    const authInputs = { crm_token: secretInput, list: 'Leads' };
    const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs };
    const { status, body: made } = await call(installations, { method: 'POST', ...as, body });
    expect(status).toBe(201);
    return `${installations}/${made.id}`;
  };
  const until = async (path: string, expected: object) =>
    vi.waitFor(async () => expect((await call(path, as)).body).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
  return {
    url,
    app,
    developer,
    workspaceId,
    as,
    install,
    until,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const active = { status: 'active', delivery: { status: 'delivered' } };

test('a farewell ends in a receipt, and in a request to erase what the server holds, which holds nothing that was erased', async () => {
  await using api = await createTestApi({ dataErasureDelayMs: 0 });
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  const path = await world.install();
  await world.until(path, active);
  expect((await call(`${path}/farewell`, world.as)).body).toMatchObject({ receipts: [], unsubscribe: null });
  await call(`${path}?rememberInputs=false`, { method: 'DELETE', ...world.as });
  const request = { status: 'delivered', attempts: 1, log: [{ number: 1, what: 'The server took it (200).' }] };
  await world.until(`${path}/farewell`, {
    status: 'uninstalled',
    app: { slug: 'tag-sync', name: 'Tag Sync' },
    unsubscribe: request,
    dataErasure: request,
    remembered: [],
    receipts: [
      {
        reason: 'delivered',
        erasedCount: 2,
        secretCount: 1,
        erased: [
          { name: 'crm_token', title: 'CRM token', type: 'string', secret: true },
          { name: 'list', secret: false },
        ],
      },
    ],
  });
  const { body } = await call(`${path}/farewell`, world.as);
  expect(JSON.stringify(body)).not.toMatch(/Leads|crm-9f8e7d6c|mm_live/);
  const [, , erase] = await receiver.waitFor(3);
  expect(erase!.path).toBe(`/erase/${world.workspaceId}`);
  expect(JSON.parse(erase!.body)).toEqual({ app: world.app.id, version: '1.0.0' });
  expect(api.logged()).not.toContain('could not be sent on');
});

test('a receipt cannot be changed or taken away, not even in the database', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  const path = await world.install();
  await world.until(path, active);
  await call(path, { method: 'DELETE', ...world.as });
  await world.until(`${path}/farewell`, { receipts: [{ reason: 'delivered' }] });
  for (const sql of [
    `update installs.erasure_receipts set reason = 'forgotten'`,
    'delete from installs.erasure_receipts',
    'truncate installs.erasure_receipts',
  ])
    await expect(api.services.em().execute(sql)).rejects.toThrow('only ever added');
});

test('what is not secret is remembered for another install until it is forgotten, and the receipts say which was which', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  const path = await world.install();
  await world.until(path, active);
  await call(path, { method: 'DELETE', ...world.as });
  const remembered = [{ name: 'list', title: 'List', type: 'string', secret: false, value: 'Leads' }];
  await world.until(`${path}/farewell`, {
    dataErasure: { status: 'scheduled', attempts: 0 },
    remembered,
    receipts: [{ erased: [{ name: 'crm_token' }], remembered: [{ name: 'list' }] }],
  });
  const forgotten = await call(`${path}/remembered-inputs`, { method: 'DELETE', ...world.as });
  expect(forgotten).toMatchObject({
    status: 200,
    body: { remembered: [], receipts: [{}, { reason: 'forgotten', erased: [{ name: 'list' }] }] },
  });
  const again = await call(`${path}/remembered-inputs`, { method: 'DELETE', ...world.as });
  expect(again.body['receipts']).toHaveLength(2);
});

test('installed again, nothing of the farewell goes out any more, not even when its developer asks for it', async () => {
  await using api = await createTestApi({ dataErasureDelayMs: 0 });
  let status = 200;
  await using receiver = await createReceiver(({ path }) => ({ status: path.includes('/erase/') ? status : 200 }));
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  status = 422;
  const path = await world.install();
  await world.until(path, active);
  await call(path, { method: 'DELETE', ...world.as });
  await world.until(`${path}/farewell`, { dataErasure: { status: 'refused' } });
  status = 200;
  const again = await world.install();
  await world.until(again, active);
  const log = `${world.url}/v1/developer/apps/${world.app.id}/deliveries`;
  const as = { token: world.developer.token };
  const { items } = (await call(`${log}?topic=dataErasure`, as)).body as unknown as { items: { id: string }[] };
  const replayed = await call(`${log}/${items[0]!.id}/replay`, { method: 'POST', ...as, body: {} });
  expect(replayed.body).toMatchObject({ code: 'delivery_not_replayable', detail: expect.stringContaining('again') });
  const recover = { method: 'POST', ...as, body: { since: '2026-01-01T00:00:00Z' } };
  const recovered = await call(`${world.url}/v1/developer/apps/${world.app.id}/recover-deliveries`, recover);
  expect(recovered.body).toMatchObject({ replayed: 0, skipped: [{ deliveryId: items[0]!.id }] });
  expect(receiver.requests.filter((each) => each.path.includes('/erase/'))).toHaveLength(1);
});

test('changed inputs reach the server with a new key, and a refusal brings back what it has', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver(({ body }) =>
    body.includes('bad-token') ? { status: 422, body: JSON.stringify({ message: 'That token is not ours.' }) } : {},
  );
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  const path = await world.install();
  await world.until(path, active);
  const change = (authInputs: object) => call(path, { method: 'PATCH', ...world.as, body: { authInputs } });
  const changing = await change({ list: 'Customers' });
  expect(changing).toMatchObject({ status: 200, body: { isChangingInputs: true } });
  await world.until(path, { ...active, isChangingInputs: false });
  const [first, second] = (await receiver.waitFor(2)).map(
    ({ body }) => JSON.parse(body) as { key: string; token: string; list: string },
  );
  expect(second).toMatchObject({ token: secretInput, list: 'Customers' });
  for (const key of [first!.key, second!.key]) expect(key).toMatch(/^mm_live_/);
  expect(second!.key).not.toBe(first!.key);
  await change({ crm_token: 'bad-token', list: 'Nobody' });
  await world.until(path, {
    status: 'active',
    isChangingInputs: false,
    message: 'That token is not ours.',
    delivery: { status: 'refused' },
    authInputs: [{ name: 'crm_token', value: null, isFilled: true }, { value: 'Customers' }],
  });
  const nothing = await change({ list: 'Customers', crm_token: '' });
  expect(nothing.body).toMatchObject({ isChangingInputs: false, delivery: { status: 'refused' } });
  const wrong = await change({ crm_token: 'a\nb' });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'authInputs.crm_token' }] } });
  expect(receiver.requests).toHaveLength(3);
});
