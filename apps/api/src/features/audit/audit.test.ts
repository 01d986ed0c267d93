import request from 'supertest';
import { expect, test } from 'vitest';
import { allMails } from '../../testing/all-mails.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret-1' } };

interface Line {
  action: string;
  actor: { kind: string; id: string | null; name: string };
  app: { id: string; name: string } | null;
  installationId: string | null;
  address: string | null;
  userAgent: string | null;
  detail: Record<string, unknown>;
  at: string;
}

const log = async ({ as, people }: TestWorkspace, query = '') =>
  (await as(people.owner, 'get', `/audit-log${query}`).expect(200)).body as {
    items: Line[];
    nextCursor: string | null;
  };

test('the life of an installation is in the log: who did each thing, from where, and what the app’s server answered', async () => {
  await using place = await openWorkspace();
  const { as, people, api } = place;
  api.dispatch();
  const path = (rest = '') => `/installations/${id}${rest}`;
  const { id } = (
    await as(people.owner, 'post', '/installations', install).set('x-forwarded-for', '203.0.113.7').expect(201)
  ).body;
  const until = (action: string) => expect.poll(() => place.actions(), { timeout: 15_000 }).toContain(action);
  await until('app_activated');
  await as(people.admin, 'post', path('/rotate-key'), { overlapHours: 1 }).expect(200);
  await as(people.admin, 'put', path('/key-pause'), { paused: true }).expect(200);
  await as(people.admin, 'put', path('/key-pause'), { paused: false }).expect(200);
  await as(people.admin, 'put', path('/key-networks'), { allowedNetworks: ['203.0.113.0/24'] }).expect(200);
  await as(people.admin, 'post', path('/end-key')).expect(200);
  await as(people.owner, 'post', path('/retry'), { authInputs: { crm_token: 'crm-secret-2' } }).expect(200);
  await expect
    .poll(async () => (await as(people.owner, 'get', path())).body.status, { timeout: 15_000 })
    .toBe('active');
  await as(people.owner, 'delete', path()).expect(200);
  await until('inputs_erased');
  expect(await place.actions()).toEqual([
    'app_installed',
    'app_activated',
    'key_rotated',
    'key_paused',
    'key_resumed',
    'key_networks_changed',
    'key_ended',
    'install_retried',
    'app_activated',
    'app_uninstalled',
    'inputs_erased',
  ]);
  const { items } = await log(place);
  expect(items.at(-1)).toMatchObject({
    action: 'app_installed',
    actor: { kind: 'token', id: people.owner.userId, name: 'owner' },
    installationId: id,
    address: '203.0.113.7',
    userAgent: 'Test 1.0',
    detail: { version: '1.0.0', scopes: ['flow-tags:view'] },
  });
  expect(items.at(-2)).toMatchObject({ actor: { kind: 'app', name: 'Tag Sync' }, address: null });
  expect(items[0]).toMatchObject({ actor: { kind: 'platform', id: null, name: 'Minimart' } });
  expect(items.find(({ action }) => action === 'install_retried')?.detail).toEqual({ inputs: ['crm_token'] });
  const rows = await api.services.em().execute('select to_jsonb(e)::text as row from audit.entries e');
  expect(JSON.stringify(rows)).not.toMatch(/crm-secret|mm_live_/);
});

test('an act that is refused or rolled back leaves no line', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  await as(people.owner, 'post', '/installations', { ...install, scopes: [] }).expect(422);
  await as(people.member, 'post', '/installations', install).expect(403);
  await as(people.owner, 'post', '/installations', { ...install, authInputs: {} }).expect(422);
  expect(await place.actions()).toEqual([]);
});

test('a refusal of the app’s server is the app’s act; giving up is the platform’s', async () => {
  let status = 401;
  await using place = await openWorkspace(() => ({ status }));
  const { as, people, api } = place;
  api.dispatch();
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toContain('install_failed');
  status = 410;
  await as(people.owner, 'post', `/installations/${id}/retry`, {}).expect(200);
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toHaveLength(4);
  const failed = (await log(place, '?action=install_failed')).items;
  expect(failed.map(({ actor, detail }) => [actor.kind, detail['outcome']])).toEqual([
    ['platform', 'gone'],
    ['app', 'refused'],
  ]);
});

test('what a developer does to an installation is told as the app’s act, without their address', async () => {
  let status = 200;
  await using place = await openWorkspace(() => ({ status }));
  const { as, people, api, apps } = place;
  api.dispatch();
  const { delivery } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toContain('app_activated');
  status = 503;
  await request(api.app)
    .post(`/v1/developer/apps/${apps['tag-sync']}/deliveries/${delivery.id}/replay`)
    .set({ authorization: `Bearer ${people.developer.token}` })
    .expect(200);
  const [line] = (await log(place, '?action=key_rotated')).items;
  expect(line).toMatchObject({ actor: { kind: 'app', name: 'Tag Sync' }, address: null, userAgent: null });
});

test('a line is found by words, action, person, app and time; pages follow each other; nonsense is refused at its field', async () => {
  await using place = await openWorkspace();
  const { as, people, apps } = place;
  await as(people.owner, 'post', '/installations', install).expect(201);
  await as(people.admin, 'post', '/installations', { ...install, app: 'other-app' }).expect(201);
  await as(people.member, 'post', '/install-requests', { app: 'tag-sync', scopes: ['flow-tags:view'] }).expect(409);
  const found = async (query: string) =>
    (await log(place, query)).items.map(({ app, actor }) => [app?.name, actor.name]);
  const [owners, admins] = [
    ['Tag Sync', 'owner'],
    ['Other App', 'admin'],
  ];
  expect(await found('')).toEqual([admins, owners]);
  for (const query of ['text=tag%20sync', `actor=${people.owner.userId}`, 'app=tag-sync', `app=${apps['tag-sync']}`])
    expect([query, await found(`?${query}`)]).toEqual([query, [owners]]);
  expect(await found('?action=app_installed&from=2000-01-01T00:00:00Z')).toEqual([admins, owners]);
  expect(await found('?to=2000-01-01T00:00:00Z')).toEqual([]);
  expect(await found('?app=gone-from-the-store')).toEqual([]);
  const first = await log(place, '?limit=1');
  const second = await log(place, `?limit=1&cursor=${first.nextCursor}`);
  expect([first.items[0]!.app!.name, second.items[0]!.app!.name, second.nextCursor]).toEqual([
    'Other App',
    'Tag Sync',
    null,
  ]);
  for (const [query, field] of [
    ['action=nope', 'query.action'],
    ['from=yesterday', 'query.from'],
    ['limit=0', 'query.limit'],
    ['cursor=zz', 'cursor'],
    [`text=${'x'.repeat(201)}`, 'query.text'],
  ]) {
    const { body } = await as(people.owner, 'get', `/audit-log?${query}`).expect(422);
    expect([query, body.errors[0].path]).toEqual([query, field]);
  }
  expect((await as(people.owner, 'get', '/audit-log/names').expect(200)).body).toEqual({
    actors: [people.admin, people.owner].map(({ userId }, index) => ({ id: userId, name: ['admin', 'owner'][index] })),
    apps: [
      { id: apps['other-app'], name: 'Other App' },
      { id: apps['tag-sync'], name: 'Tag Sync' },
    ],
  });
});

test('only owners and admins read it', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  for (const path of ['/audit-log', '/audit-log/names', '/audit-log/export']) {
    await as(people.admin, 'get', path).expect(200);
    await as(people.member, 'get', path).expect(403);
    await as(people.developer, 'get', path).expect(404);
  }
});

test('an export has everything that matches, as JSON and as CSV in which nothing is a formula, and is itself in the log', async () => {
  await using place = await openWorkspace();
  const { as, people, api } = place;
  await api.services.em().execute(
    `insert into audit.entries (workspace_id, action, actor_kind, actor_id, actor_name, detail)
     select ?, 'app_installed', 'user', 'usr_' || n, '=HYPERLINK("http://evil.test")', '{}' from generate_series(1, 1203) n`,
    [place.workspaceId],
  );
  const json = await as(people.owner, 'get', '/audit-log/export?format=json').expect(200);
  expect(json.headers['content-type']).toMatch('application/json');
  expect(json.headers['content-disposition']).toMatch(/^attachment; filename="audit-log-\w+\.json"$/);
  const lines = json.body as Line[];
  expect(lines.filter(({ action }) => action === 'app_installed').map(({ actor }) => actor.id)).toEqual(
    Array.from({ length: 1203 }, (_, n) => `usr_${1203 - n}`),
  );
  const csv = await as(people.owner, 'get', '/audit-log/export?format=csv&action=app_installed').expect(200);
  expect(csv.headers['content-type']).toMatch('text/csv');
  const rows = csv.text.trimEnd().split('\r\n');
  expect(rows).toHaveLength(1204);
  for (const row of rows.slice(1)) expect(row).toContain(`,"'=HYPERLINK(""http://evil.test"")",`);
  expect((await log(place, '?action=audit_exported')).items.map(({ detail }) => detail)).toEqual([
    { format: 'csv', action: 'app_installed' },
    { format: 'json' },
  ]);
});

test('what a program says of itself is kept on one line, without a key that it holds', async () => {
  await using place = await openWorkspace();
  const key = await place.api.services
    .keysOf(place.api.services.em())
    .mint({ subject: 'ins_x', tenant: 'ws_x', scopes: [] });
  const { as, people } = place;
  await as(people.owner, 'post', '/installations', install).set('user-agent', `bot ${key.plain}\u0009x`).expect(201);
  const [line] = (await log(place)).items;
  expect(line!.userAgent).toMatch(/^bot .* x$/);
  expect(JSON.stringify(line)).not.toContain(key.plain);
});

test.each(['from', 'to'])('a moment that the database does not know is refused at %s', async (field) => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const moments = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00', '0000-12-31T23:59:59%2B23:59'];
  for (const moment of moments)
    for (const path of ['/audit-log', '/audit-log/export']) {
      const { body } = await as(people.owner, 'get', `${path}?${field}=${moment}`).expect(422);
      expect([moment, body.errors[0].path]).toEqual([moment, `query.${field}`]);
    }
  await as(people.owner, 'get', `/audit-log?${field}=9999-12-31T23:59:59Z`).expect(200);
});

test('a key that somebody writes into a note, an answer or a search is not kept in the log', async () => {
  await using place = await openWorkspace();
  const { as, people, api } = place;
  const { plain } = await api.services.keysOf(api.services.em()).mint({ subject: 'ins_x', tenant: 'ws_x', scopes: [] });
  const token = people.member.token;
  const note = `Use ${plain} and ${token}`;
  const wanted = { app: 'tag-sync', scopes: ['flow-tags:view'], note };
  const { body: asked } = await as(people.member, 'post', '/install-requests', wanted).expect(201);
  await as(people.owner, 'post', `/install-requests/${asked.id}/decline`, { answer: `Not ${plain}` }).expect(200);
  await as(people.owner, 'get', `/audit-log/export?text=${plain}`).expect(200);
  await as(people.owner, 'get', `/audit-log/export?actor=${token}`).expect(200);
  expect(await place.actions()).toEqual(['ask_made', 'ask_declined', 'audit_exported', 'audit_exported']);
  const rows = await api.services
    .em()
    .execute(
      `select to_jsonb(e)::text as row from audit.entries e union all select to_jsonb(r)::text from approvals.requests r`,
    );
  const mails = await allMails(api.services);
  expect(mails).not.toEqual([]);
  const kept = JSON.stringify({ rows, mails });
  expect(kept).not.toContain(plain);
  expect(kept).not.toContain(token);
});

test('what an uninstall, a cancellation and a reinstall erase is in the log as well', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const silent = exampleManifest('http://127.0.0.1:9', {}).requests;
  await place.publish('tag-sync', { requests: { subscribe: silent!.subscribe } });
  const first = (
    await as(people.owner, 'post', '/installations', { ...install, authInputs: { crm_token: 'a', list: 'b' } }).expect(
      201,
    )
  ).body;
  await as(people.owner, 'delete', `/installations/${first.id}`).expect(200);
  const second = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await as(people.owner, 'post', `/installations/${second.id}/cancel`).expect(200);
  const { items } = await log(place);
  const seen = items.map(({ action, installationId }) => [action, installationId]).toReversed();
  expect(seen).toEqual([
    ['app_installed', first.id],
    ['app_uninstalled', first.id],
    ['inputs_erased', first.id],
    ['app_installed', second.id],
    ['inputs_erased', first.id],
    ['install_cancelled', second.id],
    ['inputs_erased', second.id],
  ]);
});

test('that remembered values have had their time and are erased is in the log, as the platform’s act', async () => {
  await using place = await openWorkspace(undefined, { dataErasureDelayMs: 0 });
  const { as, people, api } = place;
  api.dispatch();
  const entered = { ...install, authInputs: { crm_token: 'a', list: 'b' } };
  const { id } = (await as(people.owner, 'post', '/installations', entered).expect(201)).body;
  await as(people.owner, 'delete', `/installations/${id}`).expect(200);
  const expired = async () =>
    (await log(place, '?action=inputs_erased')).items.filter(({ detail }) => detail['reason'] === 'expired');
  await expect
    .poll(expired, { timeout: 15_000 })
    .toMatchObject([{ actor: { kind: 'platform' }, installationId: id, detail: { inputs: ['list'] } }]);
});
