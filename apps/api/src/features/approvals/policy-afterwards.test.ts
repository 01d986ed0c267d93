import { expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from './open-workspace.fixture.ts';

const code = (body: unknown) => (body as { code: string }).code;
const required = ['flow-tags:view'];
const all = [...required, 'sub-flows:send'];
const install = { app: 'tag-sync', scopes: required, authInputs: { crm_token: 'crm-secret' } };

const say = ({ as, people }: TestWorkspace, policy: object) =>
  as(people.owner, 'put', '/policy', policy).set('if-match', '*').expect(200);

test.each([
  ['block', ['tag-sync'], 'blocked'],
  ['allow', ['other-app'], 'unlisted'],
])(
  'with the rule %s, %j, an app that is installed is given no further permission; it may lose some',
  async (rule, apps, standing) => {
    await using place = await openWorkspace();
    const { as, people } = place;
    const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
    await say(place, { installers: 'managers', rule, apps });
    const path = `/installations/${id}`;
    for (const person of [people.owner, people.admin]) {
      const refused = await as(person, 'patch', path, { scopes: all }).expect(403);
      expect(refused.body).toMatchObject({ code: 'app_not_allowed', standing });
    }
    expect((await as(people.owner, 'get', path).expect(200)).body.scopes).toEqual(required);
    await say(place, { installers: 'managers', rule: 'all' });
    await as(people.owner, 'patch', path, { scopes: all }).expect(200);
    await say(place, { installers: 'managers', rule, apps });
    expect((await as(people.admin, 'patch', path, { scopes: required }).expect(200)).body.scopes).toEqual(required);
    await as(people.admin, 'delete', path).expect(200);
  },
);

test('where owners alone install, an admin gives no permissions, and takes away what is optional', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body;
  await say(place, { installers: 'owners', rule: 'all' });
  const path = `/installations/${id}`;
  expect(code((await as(people.admin, 'patch', path, { scopes: all }).expect(403)).body)).toBe('role_required');
  await as(people.owner, 'patch', path, { scopes: all }).expect(200);
  await as(people.admin, 'patch', path, { scopes: required }).expect(200);
});

test('where everyone installs, who does not manage apps neither takes away nor wakes up what has worked', async () => {
  await using place = await openWorkspace();
  const { as, people, api } = place;
  api.dispatch();
  await say(place, { installers: 'everyone', rule: 'all' });
  const { id } = (await as(people.member, 'post', '/installations', install).expect(201)).body;
  const path = `/installations/${id}`;
  const status = async () => (await as(people.owner, 'get', path).expect(200)).body.status as string;
  await expect.poll(status, { timeout: 15_000 }).toBe('active');
  await as(people.owner, 'post', `${path}/end-key`).expect(200);
  for (const verb of ['cancel', 'retry'])
    expect([verb, code((await as(people.member, 'post', `${path}/${verb}`, {}).expect(403)).body)]).toEqual([
      verb,
      'role_required',
    ]);
  expect(await status()).toBe('failed');
  // It has worked before, whatever becomes of trying again.
  await as(people.owner, 'post', `${path}/retry`, {}).expect(200);
  expect(code((await as(people.member, 'post', `${path}/cancel`).expect(403)).body)).toBe('role_required');
  await as(people.admin, 'delete', path).expect(200);
});
