import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { call, publishApp } from '../../testing/install-client.ts';
import { openEvents } from '../../testing/open-events.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

const bearer = ({ token }: Pick<TestPerson, 'token'>) => ({ authorization: `Bearer ${token}` });
const secretInput = 'crm-9f8e7d6c-very-secret';

/** An app that is installed and whose subscribe request waits until `dispatch`; the API listens. */
async function setUp(api: TestApi, receiverUrl: string) {
  const server = createServer(api.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [developer, owner, member] = [
    await api.person('developer'),
    await api.person('owner'),
    await api.person('member'),
  ];
  const workspaceId = await api.workspace({ owner, member });
  await publishApp(url, developer, exampleManifest(receiverUrl));
  const installations = `${url}/v1/workspaces/${workspaceId}/installations`;
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: secretInput } };
  const { id } = (await call(installations, { method: 'POST', token: owner.token, body })).body;
  return {
    url,
    developer,
    owner,
    member,
    workspaceId,
    installation: `${installations}/${id}`,
    progress: `${installations}/${id}/progress`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const viewersOf = (api: TestApi) => expect.poll(() => api.services.progress.viewers, { timeout: 15_000 });

test('tells an installation from its first moment to its last, closes, and says by 204 that there is no more', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  using events = await openEvents(world.progress, bearer(world.owner));
  expect([events.status, events.headers.get('content-type'), events.headers.get('cache-control')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no-store',
  ]);
  expect(await events.next()).toMatchObject({
    event: 'progress',
    data: { status: 'pending', isSettled: false, delivery: { status: 'pending', attempts: 0 }, tries: [] },
  });
  api.dispatch();
  const rest = await events.rest();
  const last = rest.findLast(({ event }) => event === 'progress')!;
  expect(last).toMatchObject({
    id: last.data['revision'],
    data: { status: 'active', isSettled: true, tries: [{ number: 1, what: 'The server took it (200).' }] },
  });
  expect(rest.at(-1)).toEqual({ event: 'end', id: undefined, data: { reason: 'settled' } });
  await viewersOf(api).toBe(0);

  const once = await call(world.progress, { token: world.owner.token });
  expect(once.body).toEqual(last.data);
  using again = await openEvents(world.progress, { ...bearer(world.owner), 'last-event-id': last.id! });
  expect([again.status, await again.rest()]).toEqual([204, []]);
  using other = await openEvents(world.progress, { ...bearer(world.owner), 'last-event-id': 'of another time' });
  expect((await other.rest()).map(({ event }) => event)).toEqual(['progress', 'end']);
  expect(JSON.stringify([once.body, rest])).not.toMatch(/crm-9f8e7d6c|mm_live_/);
});

test('goes on where it was after a cut, without telling what is known', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver(() => ({ status: 500 }));
  await using world = await setUp(api, receiver.url);
  const id = await readRevision(world.progress, world.owner);
  using events = await openEvents(world.progress, { ...bearer(world.owner), 'last-event-id': id });
  const next = events.next();
  api.dispatch();
  expect(await next).toMatchObject({
    event: 'progress',
    data: {
      status: 'pending',
      delivery: { attempts: 1, lastStatusCode: 500, nextAttemptAt: expect.any(String) },
      tries: [{ number: 1, what: 'The server failed (500).' }],
    },
  });
});

test('tells of a farewell until its receipt is there', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  api.dispatch();
  using events = await openEvents(world.progress, bearer(world.owner));
  await events.rest();
  await call(world.installation, { method: 'DELETE', token: world.owner.token });
  using farewell = await openEvents(world.progress, bearer(world.owner));
  const told = await farewell.rest();
  expect(told.findLast(({ event }) => event === 'progress')).toMatchObject({
    data: { status: 'uninstalled', isSettled: true, receipts: 1, erasedAt: expect.any(String) },
  });
});

test('is 404 for others, 401 for nobody, and open to members, who only read', async () => {
  await using api = await createTestApi();
  await using world = await setUp(api, 'http://127.0.0.1:9');
  const [stranger, nobody, member] = [
    await openEvents(world.progress, bearer(world.developer)),
    await openEvents(world.progress),
    await openEvents(world.progress, bearer(world.member)),
  ];
  expect([stranger.status, await stranger.json()]).toMatchObject([404, { code: 'not_found' }]);
  expect([nobody.status, await nobody.json()]).toMatchObject([401, { code: 'signed_out' }]);
  expect(await member.next()).toMatchObject({ event: 'progress' });
  member[Symbol.dispose]();
  const other = await api.workspace({ developer: world.developer });
  const theirs = world.progress.replace(world.workspaceId, other);
  using mixed = await openEvents(theirs, bearer(world.developer));
  expect([mixed.status, await mixed.json()]).toMatchObject([404, { code: 'not_found' }]);
});

test.each<[string, (api: TestApi, world: Awaited<ReturnType<typeof setUp>>, cookie: string) => Promise<unknown>]>([
  [
    'whose session was ended',
    (_api, { url }, cookie) =>
      fetch(`${url}/v1/auth/sign-out`, { method: 'POST', headers: fromStore(cookie), body: '{}' }),
  ],
  [
    'who left the workspace',
    (api, { workspaceId }) =>
      api.services.em().execute('delete from accounts.workspace_members where workspace_id = ?', [workspaceId]),
  ],
])('says to somebody %s that it is over, and nothing of what came after', async (_who, end) => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  const { email, password } = world.member;
  const signedIn = await fetch(`${world.url}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: fromStore(''),
    body: JSON.stringify({ email, password }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  using events = await openEvents(world.progress, { cookie });
  expect(await events.next()).toMatchObject({ data: { status: 'pending' } });
  await end(api, world, cookie);
  api.dispatch();
  expect(await events.rest()).toEqual([{ event: 'end', id: undefined, data: { reason: 'access_ended' } }]);
});

test('costs no database connection a viewer, and forgets who leaves without a word', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  await using world = await setUp(api, receiver.url);
  const connections = async () => {
    const [row] = await api.services
      .em()
      .execute<{ count: number }[]>('select count(*)::int from pg_stat_activity where datname = current_database()');
    return row!.count;
  };
  const people = await Promise.all([1, 2, 3].map((number) => api.person(`viewer-${number}`)));
  const accounts = api.services.accountsOf(api.services.em());
  for (const { userId } of people) await accounts.addMember(world.workspaceId, userId, 'member');
  const open = (person: TestPerson) => openEvents(world.progress, bearer(person));
  const warm = await Promise.all(people.flatMap((person) => Array.from({ length: 5 }, () => open(person))));
  const before = await connections();
  const more = await Promise.all(people.flatMap((person) => Array.from({ length: 15 }, () => open(person))));
  const all = [...warm, ...more];
  for (const events of all) await events.next();
  expect(api.services.progress.viewers).toBe(60);
  expect(await connections()).toBeLessThanOrEqual(before);
  expect(await (await fetch(`${world.url}/metrics`)).text()).toMatch(/^minimart_progress_streams 60$/m);

  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const events of all.slice(1)) events[Symbol.dispose]();
  await viewersOf(api).toBe(1);
  api.dispatch();
  expect((await all[0]!.rest()).at(-1)).toMatchObject({ event: 'end' });
  await viewersOf(api).toBe(0);
  expect(silent.mock.calls).toEqual([]);
  silent.mockRestore();
  expect(api.logged()).not.toMatch(/a request failed|could not be looked at/);
});

test('answers HEAD at once and keeps no place for it', async () => {
  await using api = await createTestApi();
  await using world = await setUp(api, 'http://127.0.0.1:9');
  const headers = { ...bearer(world.owner), accept: 'text/event-stream' };
  const answer = await fetch(world.progress, { method: 'HEAD', headers, signal: AbortSignal.timeout(20_000) });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await viewersOf(api).toBe(0);
});

test('refuses the stream of one person too many with a wait, and still answers once', async () => {
  await using api = await createTestApi();
  await using world = await setUp(api, 'http://127.0.0.1:9');
  const open = () => openEvents(world.progress, bearer(world.owner));
  const all = await Promise.all(Array.from({ length: 20 }, open));
  const refused = await open();
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([
    429,
    '10',
    { code: 'too_many_streams' },
  ]);
  expect((await call(world.progress, { token: world.owner.token })).status).toBe(200);
  using member = await openEvents(world.progress, bearer(world.member));
  expect(member.status).toBe(200);
  for (const events of all) events[Symbol.dispose]();
});

test('ends streams without `end` when the process stops, so that they are opened elsewhere', async () => {
  await using api = await createTestApi();
  await using world = await setUp(api, 'http://127.0.0.1:9');
  using events = await openEvents(world.progress, bearer(world.owner));
  await events.next();
  await api.services.progress.close();
  expect(await events.rest()).toEqual([]);
  using later = await openEvents(world.progress, bearer(world.owner));
  expect([later.status, await later.json()]).toMatchObject([503, { code: 'busy' }]);
});

const fromStore = (cookie: string) => ({ 'content-type': 'application/json', origin: 'http://store.test', cookie });

async function readRevision(url: string, { token }: TestPerson): Promise<string> {
  return (await call(url, { token })).body['revision'] as string;
}
