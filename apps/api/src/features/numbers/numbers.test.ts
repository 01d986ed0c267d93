import request from 'supertest';
import { expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret-1' } };

interface Numbers {
  from: string;
  to: string;
  viewsSince: string | null;
  totals: Record<string, number>;
  standing: { installed: number; active: number };
  periods: ({ from: string; to: string } & Record<string, number>)[];
  reasons: { reason: string; count: number }[];
  notes: { day: string; reason: string | null; note: string }[];
}

const pathOf = ({ apps }: TestWorkspace, rest = '') => `/v1/developer/apps/${apps['tag-sync']}/numbers${rest}`;
const asDeveloper = (place: TestWorkspace, rest = '') =>
  request(place.api.app)
    .get(pathOf(place, rest))
    .set({ authorization: `Bearer ${place.people.developer.token}` });
const read = async (place: TestWorkspace, rest = ''): Promise<Numbers> =>
  (await asDeveloper(place, rest).expect(200)).body as Numbers;

function look(place: TestWorkspace, headers: Record<string, string> = {}) {
  return request(place.api.app)
    .get('/v1/apps/tag-sync')
    .set({ 'minimart-view': 'listing', 'user-agent': firefox, 'x-forwarded-for': '203.0.113.7', ...headers })
    .expect(200);
}

test('a page that says it is shown to a person counts them once; other reads, bots and the developer do not count', async () => {
  await using place = await openWorkspace();
  const { api, people } = place;
  await look(place);
  await look(place);
  await look(place, { 'x-forwarded-for': '203.0.113.8' });
  await look(place, { 'minimart-view': 'consent', authorization: `Bearer ${people.owner.token}` });
  await look(place, { 'minimart-view': 'nonsense' });
  await look(place, { 'user-agent': 'curl/8.9.1', 'x-forwarded-for': '203.0.113.9' });
  await look(place, { authorization: `Bearer ${people.developer.token}`, 'x-forwarded-for': '203.0.113.10' });
  await request(api.app).get('/v1/apps/tag-sync').set('user-agent', firefox).expect(200);
  await request(api.app).get('/v1/apps/none').set({ 'minimart-view': 'listing', 'user-agent': firefox }).expect(404);
  await api.services.views.flush();
  const { totals, viewsSince, to } = await read(place);
  expect(totals).toMatchObject({ views: 2, consents: 1 });
  expect(viewsSince).toBe(to);
});

test('a page that is shown from memory counts without the listing being read again; for who is signed in it is read', async () => {
  await using place = await openWorkspace();
  const { api, people } = place;
  const tell = (slug: string, headers: Record<string, string> = {}) =>
    request(api.app)
      .head(`/v1/apps/${slug}`)
      .set({ 'minimart-view': 'listing', 'user-agent': firefox, 'x-forwarded-for': '203.0.113.7', ...headers });
  const told = await tell('tag-sync').expect(204);
  expect(told.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(told.headers).not.toHaveProperty('etag');
  await tell('tag-sync').expect(204);
  await tell('tag-sync', { 'x-forwarded-for': '203.0.113.8' }).expect(204);
  await tell('tag-sync', { 'user-agent': 'curl/8.9.1', 'x-forwarded-for': '203.0.113.9' }).expect(204);
  await tell('none').expect(404);
  await tell('tag-sync', {
    authorization: `Bearer ${people.developer.token}`,
    'x-forwarded-for': '203.0.113.10',
  }).expect(200);
  await request(api.app).head('/v1/apps/tag-sync').set('user-agent', firefox).expect(200);
  await api.services.views.flush();
  expect((await read(place)).totals).toMatchObject({ views: 2 });
});

test('one stranger cannot drive the numbers up, neither with other names nor with the addresses of one network', async () => {
  await using place = await openWorkspace();
  for (let n = 0; n < 60; n += 1) {
    await look(place, { 'user-agent': `${firefox} ${n}`, 'x-forwarded-for': '203.0.113.7' });
    await look(place, { 'x-forwarded-for': `2001:db8:1:2::${n.toString(16)}` });
  }
  await place.api.services.views.flush();
  expect((await read(place)).totals).toMatchObject({ views: 31 });
});

test('a listing is read as ever while nothing can be counted', async () => {
  await using place = await openWorkspace();
  const { api } = place;
  await api.services.em().execute('alter table numbers.visitors rename to elsewhere');
  await look(place);
  await api.services.views.flush();
  expect(api.logged()).toContain('views could not be counted');
  expect(api.logged()).not.toContain('203.0.113.7');
  await look(place, { 'x-forwarded-for': '203.0.113.8' });
  await api.services.em().execute('alter table numbers.elsewhere rename to visitors');
  await api.services.views.flush();
  expect((await read(place)).totals).toMatchObject({ views: 2 });
});

test('the way of an installation is counted exactly: installed, failed, active, uninstalled with a reason', async () => {
  let status = 422;
  await using place = await openWorkspace(() => ({ status }));
  const { as, people, api } = place;
  api.dispatch();
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  const standing = async () => (await as(people.owner, 'get', `/installations/${id}`)).body.status as string;
  await expect.poll(standing, { timeout: 15_000 }).toBe('failed');
  expect(await read(place)).toMatchObject({
    totals: { installed: 1, failed: 1, active: 0, uninstalled: 0 },
    standing: { installed: 1, active: 0 },
  });
  status = 200;
  await as(people.owner, 'post', `/installations/${id}/retry`, {}).expect(200);
  await expect.poll(standing, { timeout: 15_000 }).toBe('active');
  const key = await api.services.keysOf(api.services.em()).mint({ subject: 'x', tenant: 'x', scopes: [] });
  const said = { reason: 'missing_feature', note: `  No <b>lists</b> of my own. ${key.plain} ` };
  await as(people.owner, 'delete', `/installations/${id}`, said).expect(200);
  const numbers = await read(place);
  expect(numbers).toMatchObject({
    totals: { installed: 1, failed: 1, active: 1, uninstalled: 1 },
    standing: { installed: 0, active: 0 },
    reasons: [{ reason: 'missing_feature', count: 1 }],
  });
  expect(numbers.notes).toEqual([
    { day: numbers.to, reason: 'missing_feature', note: expect.stringMatching(/^No <b>lists<\/b> of my own\. \S/) },
  ]);
  const text = JSON.stringify(numbers);
  for (const secret of [key.plain, place.workspaceId, people.owner.userId, id]) expect(text).not.toContain(secret);
});

test('an uninstall needs no reason and no body; a wrong reason or a long note is refused at its field, and nothing is uninstalled', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  for (const [body, field] of [
    [{ reason: 'because' }, 'reason'],
    [{ note: 'x'.repeat(501) }, 'note'],
    [{ why: 'x' }, 'why'],
  ] as const) {
    const refused = await as(people.owner, 'delete', `/installations/${id}`, body).expect(422);
    expect([field, refused.body.errors[0].path]).toEqual([field, field]);
  }
  await as(people.owner, 'delete', `/installations/${id}`).expect(200);
  expect(await read(place)).toMatchObject({ totals: { uninstalled: 1 }, reasons: [], notes: [] });
});

test('a refused or rolled back uninstall says nothing', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await as(people.owner, 'delete', `/installations/${id}`, { reason: 'other' }).expect(200);
  await as(people.owner, 'delete', `/installations/${id}`, { reason: 'not_needed', note: 'Again.' }).expect(409);
  expect(await read(place)).toMatchObject({ reasons: [{ reason: 'other', count: 1 }], notes: [] });
});

test('what the developer tries in a workspace of their own is not counted', async () => {
  await using place = await openWorkspace();
  const { as, people, api } = place;
  await as(people.owner, 'post', '/installations', install).expect(201);
  expect((await read(place)).totals['installed']).toBe(1);
  await api.services.accountsOf(api.services.em()).addMember(place.workspaceId, people.developer.userId, 'member');
  expect(await read(place)).toMatchObject({ totals: { installed: 0 }, standing: { installed: 0 } });
});

test('a range has a line for each of its periods; a wrong one is refused at its field', async () => {
  await using place = await openWorkspace();
  const { periods } = await read(place);
  expect(periods).toHaveLength(28);
  const months = await read(place, '?from=2026-01-15&to=2026-03-02&by=month');
  expect(months.periods.map(({ from, to }) => [from, to])).toEqual([
    ['2026-01-15', '2026-01-31'],
    ['2026-02-01', '2026-02-28'],
    ['2026-03-01', '2026-03-02'],
  ]);
  for (const [query, field] of [
    ['from=soon', 'query.from'],
    ['to=2026-02-30', 'query.to'],
    ['by=year', 'query.by'],
    ['from=2000-01-01', 'query.from'],
  ])
    expect([query, (await asDeveloper(place, `?${query}`).expect(422)).body.errors[0].path]).toEqual([query, field]);
});

test('the export is the same numbers as CSV, for a file', async () => {
  await using place = await openWorkspace();
  await look(place);
  await place.api.services.views.flush();
  const { text, headers } = await asDeveloper(place, '/export?from=2026-01-01&by=month').expect(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-disposition']).toMatch(/^attachment; filename="numbers-2026-01-01-[\d-]+\.csv"$/);
  const [head, ...lines] = text.trimEnd().split('\r\n');
  expect(head).toBe('from,to,views,consents,installed,active,failed,uninstalled');
  expect(lines.at(-1)).toMatch(/,1,0,0,0,0,0$/);
});

test('the numbers of an app are its developer’s alone', async () => {
  await using place = await openWorkspace();
  for (const path of [pathOf(place), pathOf(place, '/export')]) {
    await request(place.api.app).get(path).expect(401);
    await request(place.api.app).get(path).set('authorization', `Bearer ${place.people.owner.token}`).expect(404);
  }
});
