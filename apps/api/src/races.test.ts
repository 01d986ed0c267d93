import { createReceiver, type ReceivedRequest } from '@minimart/test-kit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from './testing/create-test-api.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import type { TestPerson } from './testing/plant-people.ts';

let api: TestApi;
let developer: TestPerson;
let owner: TestPerson;

beforeEach(async () => {
  api = await createTestApi();
  [developer, owner] = [await api.person('developer'), await api.person('owner')];
});
afterEach(() => api[Symbol.asyncDispose]());

interface Sent {
  status: number;
  body: Record<string, unknown> & { id: string; code?: string };
}

async function send(
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  { by = owner, body = {}, headers = {} }: { by?: TestPerson; body?: object; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const agent = request(api.app);
  const call = agent[method](path).set({ authorization: `Bearer ${by.token}`, ...headers });
  const { status, body: answer } = await (method === 'get' || method === 'delete' ? call : call.send(body));
  return { status, body: answer as Sent['body'] };
}

const post = (path: string, body: object = {}, headers = {}) => send('post', path, { body, headers });

async function publish(receiverUrl: string): Promise<string> {
  const made = await send('post', '/v1/developer/apps', {
    by: developer,
    body: { manifest: exampleManifest(receiverUrl) },
  });
  expect(made.status).toBe(201);
  expect((await send('post', `/v1/developer/apps/${made.body.id}/versions`, { by: developer })).status).toBe(201);
  return made.body.id;
}

const installBody = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };

/** The path of a new installation in a new workspace. */
async function install(): Promise<string> {
  const base = `/v1/workspaces/${await api.workspace({ owner })}/installations`;
  const { status, body } = await post(base, installBody);
  expect(status).toBe(201);
  return `${base}/${body.id}`;
}

const keyIn = ({ body }: ReceivedRequest) => (JSON.parse(body) as { key: string }).key;
const statusesOf = (answers: readonly Sent[]) =>
  answers.map(({ status, body }) => `${status} ${body.code ?? 'ok'}`).toSorted();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Standing {
  status: string;
  key: string | null;
  delivery: string;
  liveKeys: string[];
  pendingSubscribes: string[];
  unsubscribes: number;
}

/** What holds of every installation at every moment, whoever won. */
async function expectConsistent(): Promise<void> {
  const rows = await api.services.em().execute<Standing[]>(
    `select i.status, i.key->>'id' as key, i.delivery->>'id' as delivery,
       to_jsonb(array(select id from keys.api_keys where subject = i.id and revoked_at is null)) as "liveKeys",
       to_jsonb(array(select id from webhooks.deliveries where subject = i.id and topic = 'subscribe' and status = 'pending')) as "pendingSubscribes",
       (select count(*)::int from webhooks.deliveries where subject = i.id and topic = 'unsubscribe') as unsubscribes
     from installs.installations i`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { status, key, delivery, liveKeys, pendingSubscribes, unsubscribes } of rows) {
    const isLive = status === 'pending' || status === 'active';
    expect({ status, liveKeys }).toEqual({ status, liveKeys: isLive ? [key] : [] });
    expect({ status, pendingSubscribes }).toEqual({
      status,
      pendingSubscribes: status === 'pending' ? [delivery] : [],
    });
    expect(unsubscribes).toBeLessThanOrEqual(status === 'uninstalled' ? 1 : 0);
  }
}

/** Waits until nothing is to be sent any more, then looks. */
async function expectSettled(): Promise<void> {
  const open = `select count(*)::int as n from webhooks.deliveries where status = 'pending'`;
  await vi.waitFor(async () => expect(await api.services.em().execute(open)).toEqual([{ n: 0 }]), 15_000);
  await expectConsistent();
  expect(api.logged()).not.toContain('a request failed');
  expect(api.logged()).not.toContain('could not record');
}

test('an uninstall while the subscribe request is being answered 2xx stays an uninstall, and the app is told', async () => {
  let release = () => {};
  const isHeld = new Promise<void>((resolve) => (release = resolve));
  await using receiver = await createReceiver(async ({ path }) => {
    if (!path.endsWith('/gone')) await isHeld;
    return {};
  });
  await publish(receiver.url);
  const path = await install();
  api.dispatch();
  const [subscribe] = await receiver.waitFor(1);
  const { status, body } = await send('delete', path);
  expect([status, body['status'], body['key']]).toEqual([200, 'uninstalled', null]);
  await request(api.app)
    .get('/api/flow/tags')
    .set({ authorization: `Bearer ${keyIn(subscribe!)}` })
    .expect(401);
  release();
  await receiver.waitFor(2);
  await expectSettled();
  const after = await send('get', path);
  expect(after.body).toMatchObject({
    status: 'uninstalled',
    activatedAt: null,
    delivery: { topic: 'unsubscribe', status: 'delivered' },
  });
  expect(after.body['erasedAt']).not.toBeNull();
  const outcomes = await api.services
    .em()
    .execute(
      `select d.topic, d.status, a.outcome from webhooks.deliveries d join webhooks.attempts a on a.delivery_id = d.id order by 1`,
    );
  expect(outcomes).toEqual([
    { topic: 'subscribe', status: 'cancelled', outcome: 'delivered' },
    { topic: 'unsubscribe', status: 'delivered', outcome: 'delivered' },
  ]);
});

test.each(['delete', 'cancel', 'retry'])(
  '%s at the very moment of the answer, over and over, leaves no half-done installation',
  async (move) => {
    await using receiver = await createReceiver(({ path }) => (path.endsWith('/gone') ? {} : { delayMs: 20 }));
    await publish(receiver.url);
    api.dispatch();
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const path = await install();
        await pause(index * 8);
        return move === 'delete' ? send('delete', path) : post(`${path}/${move}`);
      }),
    );
    for (const { status, body } of answers) {
      if (status === 409) expect(body).toMatchObject({ code: 'wrong_state', installationStatus: 'active' });
      else expect(status).toBe(200);
    }
    if (move === 'delete') expect(answers.every(({ status }) => status === 200)).toBe(true);
    await expectSettled();
  },
);

test.each(['delete', 'retry'])(
  '%s while the app refuses, over and over, leaves no half-done installation',
  async (move) => {
    await using receiver = await createReceiver(({ path }) =>
      path.endsWith('/gone') ? {} : { status: 403, delayMs: 20 },
    );
    await publish(receiver.url);
    api.dispatch();
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const path = await install();
        await pause(index * 8);
        return move === 'delete' ? send('delete', path) : post(`${path}/retry`);
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await expectSettled();
  },
);

test('retries at once leave one key and one subscribe request, and that key works', async () => {
  await using receiver = await createReceiver(({ body }) => (body.includes('"x"') ? { status: 401 } : {}));
  await publish(receiver.url);
  const path = await install();
  const workspaceId = path.split('/')[3]!;
  await api.bot(workspaceId);
  api.dispatch();
  await vi.waitFor(async () => expect((await send('get', path)).body['status']).toBe('failed'), 10_000);
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((crm_token) => post(`${path}/retry`, { authInputs: { crm_token } })),
  );
  // Whoever comes after the first finds it pending, which may be retried, or active already.
  for (const answer of statusesOf(answers)) expect(['200 ok', '409 wrong_state']).toContain(answer);
  await vi.waitFor(async () => expect((await send('get', path)).body['status']).toBe('active'), 10_000);
  await expectSettled();
  const keys = receiver.requests.map(keyIn);
  const works = await Promise.all(
    keys.map(
      async (key) =>
        (
          await request(api.app)
            .get('/api/flow/tags')
            .set({ authorization: `Bearer ${key}` })
        ).status,
    ),
  );
  expect(works.filter((status) => status === 200)).toHaveLength(1);
});

test('uninstalls at once are one uninstall with one farewell; the others are told', async () => {
  await using receiver = await createReceiver();
  await publish(receiver.url);
  const path = await install();
  api.dispatch();
  await vi.waitFor(async () => expect((await send('get', path)).body['status']).toBe('active'), 10_000);
  const answers = await Promise.all([send('delete', path), send('delete', path), send('delete', path)]);
  expect(statusesOf(answers)).toEqual(['200 ok', '409 wrong_state', '409 wrong_state']);
  await expectSettled();
  expect(receiver.requests.filter((each) => each.path.endsWith('/gone'))).toHaveLength(1);
});

test('installs at once are one installation with one key; thirty clicks with one Idempotency-Key are all answered with it', async () => {
  await using receiver = await createReceiver();
  await publish(receiver.url);
  const base = `/v1/workspaces/${await api.workspace({ owner })}/installations`;
  const rivals = await Promise.all(Array.from({ length: 5 }, () => post(base, installBody)));
  expect(statusesOf(rivals)).toEqual(['201 ok', ...Array.from({ length: 4 }, () => '409 already_installed')]);
  const other = `/v1/workspaces/${await api.workspace({ owner })}/installations`;
  const clicks = await Promise.all(
    Array.from({ length: 30 }, () => post(other, installBody, { 'idempotency-key': 'one-click' })),
  );
  expect(new Set(clicks.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(clicks[0]!.status).toBe(201);
  await expectConsistent();
});

test('an install while a version is published is of one version or the other, and never of one that was not shown', async () => {
  await using receiver = await createReceiver();
  const appId = await publish(receiver.url);
  const draft = exampleManifest(receiver.url, {
    scopes: [{ id: 'flow-tags:manage', reason: 'To change them as well.' }],
  });
  const manifestPath = `/v1/developer/apps/${appId}/manifest`;
  await send('put', manifestPath, { by: developer, body: { manifest: draft }, headers: { 'if-match': '*' } });
  const workspaces = await Promise.all(Array.from({ length: 10 }, () => api.workspace({ owner })));
  const [published, ...answers] = await Promise.all([
    send('post', `/v1/developer/apps/${appId}/versions`, { by: developer }),
    ...workspaces.map((workspace) =>
      post(`/v1/workspaces/${workspace}/installations`, { ...installBody, version: '1.0.0' }),
    ),
  ]);
  expect(published!.body['version']).toBe('1.1.0');
  for (const { status, body } of answers) {
    if (status === 409) expect(body).toMatchObject({ code: 'consent_outdated', currentVersion: '1.1.0' });
    else expect([status, body['version'], body['scopes']]).toEqual([201, '1.0.0', ['flow-tags:view']]);
  }
  const late = await post(`/v1/workspaces/${await api.workspace({ owner })}/installations`, installBody);
  expect([late.status, late.body.code]).toEqual([422, 'scope_not_declared']);
});

test('two developers at once: one slug, one publication, one saved draft', async () => {
  const manifest = exampleManifest('http://127.0.0.1:9');
  const create = () => send('post', '/v1/developer/apps', { by: developer, body: { manifest } });
  const made = await Promise.all([create(), create(), create()]);
  expect(statusesOf(made)).toEqual(['201 ok', '409 slug_taken', '409 slug_taken']);
  const { id, etag } = made.find(({ status }) => status === 201)!.body as { id: string; etag?: string };
  const publishNow = () => send('post', `/v1/developer/apps/${id}/versions`, { by: developer });
  expect(statusesOf(await Promise.all([publishNow(), publishNow()]))).toEqual(['201 ok', '409 nothing_to_publish']);
  const save = (summary: string) =>
    send('put', `/v1/developer/apps/${id}/manifest`, {
      by: developer,
      body: { manifest: { ...manifest, summary } },
      headers: { 'if-match': etag! },
    });
  expect(statusesOf(await Promise.all([save('One.'), save('Two.')]))).toEqual(['200 ok', '412 draft_changed']);
  expect(api.logged()).not.toContain('a request failed');
});
