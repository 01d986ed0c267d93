import request from 'supertest';
import { expect, test } from 'vitest';
import { sessionOf } from '../../testing/session-of.ts';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const ask = { app: 'tag-sync', scopes: ['flow-tags:view'], note: 'Please.' };
const install = { app: 'other-app', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x' } };

interface Member {
  id: string;
  role: string;
  email: string | null;
  isYou: boolean;
}
const listed = async ({ as }: TestWorkspace, person: TestWorkspace['people']['owner']) =>
  ((await as(person, 'get', '/members').expect(200)).body as { items: Member[] }).items;

test('somebody without a workspace makes one, owns it, and can install into it', async () => {
  await using place = await openWorkspace();
  const { api, people } = place;
  const send = (path: string, body: object) =>
    request(api.app)
      .post(path)
      .set({ authorization: `Bearer ${people.developer.token}`, 'idempotency-key': path })
      .send(body);
  const made = await send('/v1/workspaces', { name: '  Café Süd ' }).expect(201);
  expect(made.body).toMatchObject({ name: 'Café Süd', role: 'owner' });
  expect((await send('/v1/workspaces', { name: '  Café Süd ' }).expect(201)).body).toEqual(made.body);
  const { id } = made.body as { id: string };
  await send(`/v1/workspaces/${id}/installations`, { ...install, app: 'tag-sync' }).expect(201);
  const bot = await request(api.app)
    .get(`/v1/workspaces/${id}/bot`)
    .set({ authorization: `Bearer ${people.developer.token}` });
  expect(bot.body).toMatchObject({ name: 'Café Süd', subscribers: 0 });
  await send('/v1/workspaces', { name: '\u202E' }).expect(422);
});

test('members see each other, owners and admins also by address', async () => {
  await using place = await openWorkspace();
  const { people } = place;
  const byAdmin = await listed(place, people.admin);
  expect(byAdmin).toHaveLength(4);
  // Those who joined in the same millisecond may stand in any order.
  expect(byAdmin.find(({ id }) => id === people.owner.userId)).toMatchObject({
    role: 'owner',
    email: people.owner.email,
  });
  expect(byAdmin.find(({ id }) => id === people.member.userId)).toMatchObject({
    role: 'member',
    email: people.member.email,
  });
  expect(byAdmin.filter(({ isYou }) => isYou)).toMatchObject([{ id: people.admin.userId, role: 'admin' }]);
  const byMember = await listed(place, people.member);
  expect(byMember).toHaveLength(4);
  expect(byMember.filter(({ email }) => email !== null)).toMatchObject([{ isYou: true, email: people.member.email }]);
});

test('what a removed member loses at once: the workspace; what they asked for is closed, and what they installed stays', async () => {
  await using place = await openWorkspace();
  const { api, as, people, workspaceId } = place;
  const { owner, admin } = people;
  await as(owner, 'patch', `/members/${people.member.userId}`, { role: 'admin' }).expect(200);
  const { body: installed } = await as(people.member, 'post', '/installations', install).expect(201);
  await as(people.member, 'post', '/invitations', { email: 'friend@example.com', role: 'member' }).expect(201);
  await as(owner, 'patch', `/members/${people.member.userId}`, { role: 'member' }).expect(200);
  const { body: asked } = await as(people.member, 'post', '/install-requests', ask).expect(201);
  const session = await sessionOf(api, people.member);
  const bySession = () => request(api.app).get(`/v1/workspaces/${workspaceId}/installations`).set(session);
  await bySession().expect(200);

  await as(admin, 'delete', `/members/${people.member.userId}`).expect(200);

  await bySession().expect(404);
  await as(people.member, 'get', '/members').expect(404);
  await as(people.member, 'post', '/install-requests', { ...ask, app: 'other-app' }).expect(404);
  const me = await request(api.app).get('/v1/me').set(session).expect(200);
  expect((me.body as { workspaces: object[] }).workspaces).toEqual([]);
  const request1 = await as(owner, 'get', `/install-requests/${(asked as { id: string }).id}`).expect(200);
  expect(request1.body).toMatchObject({ status: 'withdrawn', answeredBy: { id: admin.userId } });
  await as(owner, 'get', `/installations/${(installed as { id: string }).id}`).expect(200);
  expect((await as(owner, 'get', '/invitations').expect(200)).body).toMatchObject({ items: [] });
  expect(await place.actions()).toEqual([
    'member_role_changed',
    'app_installed',
    'invitation_sent',
    'member_role_changed',
    'invitation_withdrawn',
    'ask_made',
    'member_removed',
    'ask_withdrawn',
  ]);
});

test('roles: admins remove members alone, members nobody, and owners whom they like', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { owner, admin, member, other } = people;
  const code = async (call: ReturnType<typeof as>) => ((await call).body as { code?: string }).code;
  expect(await code(as(member, 'delete', `/members/${other.userId}`))).toBe('role_required');
  expect(await code(as(member, 'patch', `/members/${member.userId}`, { role: 'owner' }))).toBe('role_required');
  for (const role of ['owner', 'admin'])
    expect(await code(as(admin, 'patch', `/members/${admin.userId}`, { role }))).toBe('role_required');
  expect(await code(as(admin, 'patch', `/members/${member.userId}`, { role: 'admin' }))).toBe('role_required');
  expect(await code(as(admin, 'delete', `/members/${owner.userId}`))).toBe('role_required');
  await as(admin, 'delete', `/members/${other.userId}`).expect(200);
  await as(owner, 'patch', `/members/${admin.userId}`, { role: 'owner' }).expect(200);
  await as(admin, 'patch', `/members/${owner.userId}`, { role: 'member' }).expect(200);
  expect(await code(as(owner, 'get', '/invitations'))).toBe('role_required');
});

test('whoever likes leaves, but for the only owner; of two owners who leave at once one stays', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { owner, admin, member } = people;
  await as(member, 'post', '/install-requests', ask).expect(201);
  await as(member, 'post', '/leave').expect(200);
  await as(member, 'post', '/leave').expect(404);
  const refused = await as(owner, 'post', '/leave').expect(409);
  expect(refused.body).toMatchObject({ code: 'last_owner' });
  await as(owner, 'patch', `/members/${owner.userId}`, { role: 'admin' }).expect(409);
  await as(owner, 'patch', `/members/${admin.userId}`, { role: 'owner' }).expect(200);
  const both = await Promise.all([as(owner, 'post', '/leave'), as(admin, 'post', '/leave')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a sandbox is for one person', async () => {
  await using place = await openWorkspace();
  const { api, people } = place;
  const as = { authorization: `Bearer ${people.developer.token}` };
  const opened = await request(api.app).post('/v1/developer/sandbox').set(as).expect(201);
  const { id } = (opened.body as { workspace: { id: string } }).workspace;
  const body = { email: 'friend@example.com', role: 'member' };
  const { body: problem } = await request(api.app)
    .post(`/v1/workspaces/${id}/invitations`)
    .set(as)
    .send(body)
    .expect(409);
  expect(problem).toMatchObject({ code: 'sandbox_not_shared' });
  await request(api.app).post(`/v1/workspaces/${id}/leave`).set(as).expect(409);
});
