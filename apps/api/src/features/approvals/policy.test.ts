import { expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from './open-workspace.fixture.ts';

const code = (body: unknown) => (body as { code: string }).code;
const agreed = { scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };
const install = { ...agreed, app: 'tag-sync' };
const wanted = { app: 'tag-sync', scopes: ['flow-tags:view'] };

const say = ({ as, people }: TestWorkspace, policy: object, ifMatch = '*') =>
  as(people.owner, 'put', '/policy', policy).set('if-match', ifMatch);

test('the usual policy is read by every member, and changed by an owner who says what they have read', async () => {
  await using place = await openWorkspace();
  const { as, people, apps } = place;
  const { body, headers } = await as(people.member, 'get', '/policy').expect(200);
  expect(body).toMatchObject({ installers: 'managers', rule: 'all', apps: [], changedAt: null, mayChange: false });
  expect(headers['etag']).toBe(body.etag);
  const said = { installers: 'owners', rule: 'block', apps: ['tag-sync', apps['other-app'], 'tag-sync'] };
  const saved = await say(place, said, body.etag).expect(200);
  expect(saved.body).toMatchObject({
    installers: 'owners',
    rule: 'block',
    changedBy: 'owner',
    mayChange: true,
    apps: [
      { id: apps['tag-sync'], slug: 'tag-sync', name: 'Tag Sync' },
      { id: apps['other-app'], slug: 'other-app', name: 'Other App' },
    ],
  });
  expect(code((await say(place, said, body.etag).expect(412)).body)).toBe('policy_changed');
  expect(code((await as(people.owner, 'put', '/policy', said).expect(428)).body)).toBe('if_match_required');
  for (const person of [people.admin, people.member])
    expect(code((await as(person, 'put', '/policy', said).set('if-match', '*').expect(403)).body)).toBe(
      'role_required',
    );
  const { body: log } = await as(people.owner, 'get', '/audit-log').expect(200);
  expect(log.items).toMatchObject([
    {
      action: 'policy_changed',
      detail: {
        installers: 'owners',
        installersBefore: 'managers',
        rule: 'block',
        appsAdded: [apps['tag-sync'], apps['other-app']],
      },
    },
  ]);
});

test.each<[string, object, string]>([
  ['an app that is not in the store', { rule: 'block', apps: ['tag-sync', 'nope'] }, 'apps[1]'],
  ['a list where all are allowed', { rule: 'all', apps: ['tag-sync'] }, 'apps'],
  ['a rule that is none', { rule: 'some' }, 'rule'],
  ['installers that are none', { installers: 'nobody' }, 'installers'],
])('%s is refused at its place', async (_, changes, path) => {
  await using place = await openWorkspace();
  const { body } = await say(place, { installers: 'managers', rule: 'all', ...changes }).expect(422);
  expect([code(body), body.errors[0].path]).toEqual(['invalid_request', path]);
});

test.each([
  ['block', ['tag-sync'], 'blocked'],
  ['allow', ['other-app'], 'unlisted'],
])('with the rule %s, %j, the app is kept out by install, approve and retry', async (rule, apps, standing) => {
  await using place = await openWorkspace(() => ({ status: 401, body: 'No such token' }));
  const { as, people, api } = place;
  const { id: failedId } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  api.dispatch();
  await expect
    .poll(async () => (await as(people.owner, 'get', `/installations/${failedId}`)).body.status, { timeout: 15_000 })
    .toBe('failed');
  const { id: askId } = (
    await as(people.member, 'post', '/install-requests', { ...wanted, app: 'other-app' }).expect(201)
  ).body;
  await say(place, { installers: 'managers', rule, apps: rule === 'block' ? ['tag-sync', 'other-app'] : [] }).expect(
    200,
  );
  for (const [path, body] of [
    [`/installations/${failedId}/retry`, {}],
    ['/installations', { ...install, app: 'other-app' }],
    [`/install-requests/${askId}/approve`, agreed],
  ] as const) {
    const refused = await as(people.owner, 'post', path, body).expect(403);
    expect(refused.body).toMatchObject({ code: 'app_not_allowed', standing });
  }
  expect(apps).toHaveLength(1);
  // What is kept out may still go.
  await as(people.owner, 'post', `/installations/${failedId}/cancel`).expect(200);
  await as(people.owner, 'post', `/install-requests/${askId}/decline`, {}).expect(200);
});

test('a member asks for an app that is not listed, not for one that is blocked; an owner changes the policy instead', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  await say(place, { installers: 'everyone', rule: 'block', apps: ['tag-sync'] }).expect(200);
  expect((await as(people.member, 'post', '/install-requests', wanted).expect(403)).body).toMatchObject({
    standing: 'blocked',
  });
  await say(place, { installers: 'everyone', rule: 'allow', apps: ['other-app'] }).expect(200);
  expect((await as(people.owner, 'post', '/install-requests', wanted).expect(403)).body).toMatchObject({
    standing: 'unlisted',
  });
  const { body: ask } = await as(people.member, 'post', '/install-requests', wanted).expect(201);
  expect(ask.standing).toBe('unlisted');
  await say(place, { installers: 'everyone', rule: 'allow', apps: ['other-app', 'tag-sync'] }).expect(200);
  await as(people.owner, 'post', `/install-requests/${ask.id}/approve`, agreed).expect(201);
});

test('everyone may install where the policy says so, and take back what did not work; uninstalling and keys stay with those who manage', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  await say(place, { installers: 'everyone', rule: 'all' }).expect(200);
  const { id } = (await as(people.member, 'post', '/installations', install).expect(201)).body;
  await as(people.member, 'post', `/installations/${id}/retry`, {}).expect(200);
  await as(people.member, 'delete', `/installations/${id}`).expect(403);
  await as(people.member, 'post', `/installations/${id}/rotate-key`, {}).expect(403);
  await as(people.member, 'post', `/installations/${id}/cancel`).expect(200);
  expect(await place.actions()).toEqual(['policy_changed', 'app_installed', 'install_retried', 'install_cancelled']);
});

test('owners alone install where the policy says so: an admin asks, and only owners are told and decide; taking away stays with both', async () => {
  await using place = await openWorkspace();
  const { as, people, mailsTo } = place;
  const { id: standing } = (
    await as(people.admin, 'post', '/installations', { ...install, app: 'other-app' }).expect(201)
  ).body;
  await say(place, { installers: 'owners', rule: 'all' }).expect(200);
  expect(code((await as(people.admin, 'post', '/installations', install).expect(403)).body)).toBe('role_required');
  const mine = (await as(people.admin, 'post', '/install-requests', wanted).expect(201)).body;
  const theirs = (await as(people.member, 'post', '/install-requests', wanted).expect(201)).body;
  expect((await mailsTo(people.owner)).map(({ subject }) => subject)).toEqual([
    'member asks for Tag Sync in Tea House',
    'admin asks for Tag Sync in Tea House',
  ]);
  expect(await mailsTo(people.admin)).toEqual([]);
  for (const { id } of [mine, theirs])
    for (const verb of ['approve', 'decline'])
      await as(people.admin, 'post', `/install-requests/${id}/${verb}`, verb === 'approve' ? agreed : {}).expect(403);
  await as(people.admin, 'delete', `/installations/${standing}`).expect(200);
  await as(people.owner, 'post', `/install-requests/${mine.id}/approve`, agreed).expect(201);
});

test('once a block is saved, no install that was under way commits after it', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const [installed, blocked] = await Promise.all([
    as(people.owner, 'post', '/installations', install),
    say(place, { installers: 'managers', rule: 'block', apps: ['tag-sync'] }),
  ]);
  expect(blocked.status).toBe(200);
  expect([201, 403]).toContain(installed.status);
  const actions = (await place.actions()).filter((action) => action === 'app_installed' || action === 'policy_changed');
  expect(actions).toEqual(installed.status === 201 ? ['app_installed', 'policy_changed'] : ['policy_changed']);
});
