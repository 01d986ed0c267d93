import { expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from './open-workspace.fixture.ts';

const both = ['flow-tags:view', 'sub-flows:send'];
const wanted = { app: 'tag-sync', scopes: both, note: 'It saves an hour a day.' };
const agreed = { scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
const code = (body: unknown) => (body as { code: string }).code;
const asks = '/install-requests';

const ask = async ({ as, people }: TestWorkspace, body: object = wanted, person = people.member) =>
  (await as(person, 'post', asks, body).expect(201)).body as { id: string; status: string };

test('a member asks, the deciders get a mail; an owner approves with less, it is installed by their consent, the member gets a mail', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo, workspaceId } = place;
  const asked = await ask(place);
  expect(asked).toMatchObject({
    status: 'open',
    scopes: both,
    note: wanted.note,
    mine: true,
    mayDecide: false,
    standing: 'allowed',
    app: { slug: 'tag-sync', name: 'Tag Sync' },
    member: { name: 'member' },
    version: '1.0.0',
    currentVersion: '1.0.0',
  });
  for (const person of [people.owner, people.admin]) {
    const [mail] = await mailsTo(person);
    expect(mail!.subject).toBe('member asks for Tag Sync in Tea House');
    expect(mail!.text).toContain('> It saves an hour a day.');
    expect(mail!.text).toContain(`http://store.test/workspaces/${workspaceId}/requests/${asked.id}`);
  }
  for (const person of [people.member, people.other, people.developer]) expect(await mailsTo(person)).toEqual([]);
  const { body } = await as(people.owner, 'post', `${asks}/${asked.id}/approve`, agreed).expect(201);
  expect(body.request).toMatchObject({
    status: 'approved',
    answeredBy: { name: 'owner' },
    installationId: body.installation.id,
  });
  expect(body.installation).toMatchObject({ status: 'pending', scopes: ['flow-tags:view'], version: '1.0.0' });
  const [consent] = await place.api.services.em().execute('select user_id from installs.consents');
  expect(consent).toEqual({ user_id: people.owner.userId });
  const [told] = await mailsTo(people.member);
  expect(told!.subject).toBe('Tag Sync is installed in Tea House');
  expect(told!.text).toContain(`/workspaces/${workspaceId}/apps/${body.installation.id}`);
  expect(await place.actions()).toEqual(['ask_made', 'app_installed', 'ask_approved']);
  const { body: log } = await as(people.owner, 'get', '/audit-log?action=ask_approved').expect(200);
  expect(log.items[0]).toMatchObject({
    actor: { kind: 'token', id: people.owner.userId, name: 'owner' },
    app: { name: 'Tag Sync' },
    userAgent: 'Test 1.0',
    installationId: body.installation.id,
    detail: { ask: asked.id, trimmed: ['sub-flows:send'] },
  });
});

test('an owner declines with a word, which the member reads; then they may ask again', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const { id } = await ask(place);
  const again = await as(people.member, 'post', asks, wanted).expect(409);
  expect(again.body).toMatchObject({ code: 'already_asked', requestId: id });
  await as(people.admin, 'post', `${asks}/${id}/decline`, { answer: 'Not\nbefore spring. <b>' }).expect(200);
  const { body } = await as(people.member, 'get', `${asks}/${id}`).expect(200);
  expect(body).toMatchObject({ status: 'declined', answer: 'Not\nbefore spring. <b>', answeredBy: { name: 'admin' } });
  const [told] = await mailsTo(people.member);
  expect([told!.subject, told!.text]).toEqual([
    'Tag Sync was declined in Tea House',
    expect.stringContaining('> Not\n> before spring. <b>'),
  ]);
  expect(code((await as(people.owner, 'post', `${asks}/${id}/approve`, agreed).expect(409)).body)).toBe(
    'request_answered',
  );
  await ask(place);
});

test('a member takes an ask back; nobody else does, and others do not see it', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = await ask(place);
  for (const [person, method, path] of [
    [people.other, 'get', `${asks}/${id}`],
    [people.other, 'post', `${asks}/${id}/withdraw`],
    [people.owner, 'post', `${asks}/${id}/withdraw`],
  ] as const)
    expect(code((await as(person, method, path).expect(404)).body)).toBe('not_found');
  expect((await as(people.other, 'get', asks).expect(200)).body).toEqual({ items: [], nextCursor: null, open: 0 });
  expect((await as(people.owner, 'get', `${asks}?status=open`).expect(200)).body).toMatchObject({
    open: 1,
    items: [{ id, mayDecide: true }],
  });
  expect((await as(people.owner, 'get', `${asks}?mine=true`).expect(200)).body.items).toEqual([]);
  await as(people.member, 'post', `${asks}/${id}/withdraw`).expect(200);
  expect((await as(people.owner, 'get', asks).expect(200)).body).toMatchObject({
    open: 0,
    items: [{ status: 'withdrawn' }],
  });
  expect(await place.actions()).toEqual(['ask_made', 'ask_withdrawn']);
});

test('an ask ends when the app is installed otherwise, and the member is told', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const [first, second] = [await ask(place), await ask(place, wanted, people.other)];
  await as(people.admin, 'post', '/installations', { ...agreed, app: 'tag-sync' }).expect(201);
  for (const [person, { id }] of [
    [people.member, first],
    [people.other, second],
  ] as const) {
    expect((await as(person, 'get', `${asks}/${id}`).expect(200)).body.status).toBe('closed');
    expect((await mailsTo(person)).map(({ subject }) => subject)).toEqual(['Tag Sync is installed in Tea House']);
  }
  expect(await place.actions()).toEqual(['ask_made', 'ask_made', 'app_installed', 'ask_closed', 'ask_closed']);
  expect((await as(people.member, 'post', asks, wanted).expect(409)).body).toMatchObject({ code: 'already_installed' });
});

test('two who approve at once install once; one who declines at that moment comes before or too late', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = await ask(place);
  const answers = await Promise.all([
    as(people.owner, 'post', `${asks}/${id}/approve`, agreed),
    as(people.admin, 'post', `${asks}/${id}/approve`, agreed),
    as(people.admin, 'post', `${asks}/${id}/decline`, { answer: '' }),
    as(people.owner, 'post', '/installations', { ...agreed, app: 'tag-sync' }),
  ]);
  const good = answers.filter(({ status }) => status < 300);
  const refused = answers.filter(({ status }) => status >= 300).map(({ body }) => code(body));
  const { body } = await as(people.owner, 'get', '/installations').expect(200);
  expect(body.items).toHaveLength(1);
  // A decline and an install otherwise may both happen; nothing else may.
  expect([1, 2]).toContain(good.length);
  for (const each of refused) expect(['request_answered', 'already_installed']).toContain(each);
});

test('a repeated approval with the same Idempotency-Key is the same approval', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = await ask(place);
  const approve = () =>
    as(people.owner, 'post', `${asks}/${id}/approve`, agreed).set('idempotency-key', 'k-1').expect(201);
  const [first, second] = await Promise.all([approve(), approve()]);
  expect(first.body.installation.id).toBe(second.body.installation.id);
});

test('a version published since is what is approved, and only by who has read it', async () => {
  await using place = await openWorkspace();
  const { as, people, publish } = place;
  const { id } = await ask(place);
  await publish('tag-sync', {
    scopes: [
      { id: 'flow-tags:view', reason: 'To read.' },
      { id: 'segments:view', reason: 'To read more.' },
    ],
  });
  expect((await as(people.owner, 'get', `${asks}/${id}`).expect(200)).body).toMatchObject({
    version: '1.0.0',
    currentVersion: expect.not.stringMatching('1.0.0'),
  });
  const approve = (body: object) => as(people.owner, 'post', `${asks}/${id}/approve`, { ...agreed, ...body });
  expect(code((await approve({ version: '1.0.0' }).expect(409)).body)).toBe('consent_outdated');
  expect(code((await approve({}).expect(422)).body)).toBe('required_scope_missing');
  const { body } = await approve({ scopes: ['flow-tags:view', 'segments:view'] }).expect(201);
  expect(body.installation.scopes).toEqual(['flow-tags:view', 'segments:view']);
});

test.each<[string, object, number, string, string?]>([
  ['an app that is not there', { app: 'nope' }, 404, 'not_found', 'app'],
  [
    'a scope it does not ask for',
    { scopes: ['segments:view', 'flow-tags:view'] },
    422,
    'scope_not_declared',
    'scopes[0]',
  ],
  ['without a scope it needs', { scopes: [] }, 422, 'required_scope_missing', 'scopes'],
  ['another version than the current', { version: '0.9.0' }, 409, 'consent_outdated', 'version'],
  ['a note that is too long', { note: 'x'.repeat(501) }, 422, 'invalid_request', 'note'],
  ['auth inputs, which are the approver’s', { authInputs: { crm_token: 'x' } }, 422, 'invalid_request', 'authInputs'],
])('asking for %s is refused, and nobody is told', async (_, changes, status, expected, path) => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const { body } = await as(people.member, 'post', asks, { ...wanted, ...changes }).expect(status);
  expect([code(body), body.errors?.[0]?.path]).toEqual([expected, path]);
  expect(await mailsTo(people.owner)).toEqual([]);
});

test('who may install has no need to ask, and who may not cannot approve', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  expect(code((await as(people.admin, 'post', asks, wanted).expect(409)).body)).toBe('no_need_to_ask');
  const { id } = await ask(place);
  for (const verb of ['approve', 'decline']) {
    const body = verb === 'approve' ? agreed : { answer: '' };
    expect(code((await as(people.member, 'post', `${asks}/${id}/${verb}`, body).expect(403)).body)).toBe(
      'role_required',
    );
    expect(code((await as(people.developer, 'post', `${asks}/${id}/${verb}`, body).expect(404)).body)).toBe(
      'not_found',
    );
  }
});
