import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlatform, type Platform } from '../../testing/open-platform.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

let api: TestApi;
let platform: Platform;
let [owner, newcomer, stranger]: TestPerson[] = [];
let workspaceId: string;
let ada: string;
let key: string;

beforeAll(async () => {
  [api, platform] = [await createTestApi(), await openPlatform()];
  [owner, newcomer, stranger] = [await api.person('owner'), await api.person('new'), await api.person('stranger')];
  workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  ada = (await api.services.hostOf(workspaceId).subscribers.create({ firstName: 'Ada', email: 'ada@example.com' })).ns;
  const { services } = api;
  const scopes = ['workspace:view', 'subscribers:manage', 'agent-groups:manage'];
  key = (await services.keysOf(services.em()).mint({ subject: 'ins_test', tenant: workspaceId, scopes })).plain;
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await platform[Symbol.asyncDispose]();
});

const send = (method: 'get' | 'post', path: string, body?: object) =>
  request(api.app)[method](`/api${path}`).set('authorization', `Bearer ${key}`).send(body);
const assign = (agent_id: number) => send('post', '/subscriber/assign-agent', { user_ns: ada, agent_id });

async function teamMembers() {
  const { body } = await send('get', '/team-members').expect(200);
  return (body as { data: { id: number; email: string; role: string; image?: string }[] }).data;
}

test('a member who joins can be handed chats, one who leaves cannot, and one who is back is the same agent', async () => {
  const accounts = api.services.accountsOf(api.services.em());
  const [first] = await teamMembers();
  expect(first).toMatchObject({ email: owner!.email, role: 'owner' });

  await accounts.addMember(workspaceId, newcomer!.userId, 'member');
  const picture = 'https://pictures.example.com/new.png';
  await api.services.em().execute(`update accounts."user" set image = ? where id = ?`, [picture, newcomer!.userId]);
  const [, joined] = await teamMembers();
  expect(joined).toMatchObject({ email: newcomer!.email, role: 'member', image: picture });
  await assign(joined!.id).expect(200);
  const made = await send('post', '/team/create-agent-group', { name: 'Front desk' }).expect(200);
  const group = (made.body as { id: number }).id;
  const members = [{ user_id: joined!.id, weighting: 2 }];
  const setMembers = () => send('post', `/team/update-agent-group-users/${group}`, { members });
  await setMembers().expect(200);
  const inGroup = async () => (await send('get', `/team/agent-group/${group}`).expect(200)).body as object;
  expect(await inGroup()).toMatchObject({ members });

  await api.services.em().execute('delete from accounts.workspace_members where user_id = ?', [newcomer!.userId]);
  expect(await teamMembers()).toHaveLength(1);
  expect((await assign(joined!.id).expect(404)).body).toMatchObject({ code: 'not_found' });
  await setMembers().expect(404);
  expect(await inGroup()).toMatchObject({ members: [] });

  await accounts.addMember(workspaceId, newcomer!.userId, 'admin');
  expect((await teamMembers())[1]).toMatchObject({ id: joined!.id, role: 'admin' });
  expect(await inGroup()).toMatchObject({ members });
});

test("another workspace's member is nobody here", async () => {
  const theirs = await api.workspace({ owner: stranger! });
  await api.bot(theirs);
  const { items } = await api.services.hostOf(theirs).team.listAgents();
  await assign(items[0]!.id).expect(404);
  expect((await teamMembers()).map(({ email }) => email)).not.toContain(stranger!.email);
});

const comments = '/team/ticket-lists/{listId}/items/{listItemId}/comments';
const create = '/team/ticket-lists/{listId}/create';
const zip = { listId: '10', listItemId: '456' };
const file = 'https://files.example.com/a.pdf';

test.each([
  ['a comment', comments, zip, { content: 'Done.', file }, 201],
  ['a comment with a plain attachment', comments, zip, { content: 'Done.', file: 'http://files.example.com' }, 422],
  ['a comment that is too long', comments, zip, { content: 'x'.repeat(2_001) }, 422],
  ['a comment without words', comments, zip, {}, 422],
  ["a comment on another workspace's ticket", comments, { listId: '9001', listItemId: '9001' }, { content: 'x' }, 404],
  ['a ticket', create, zip, { user_ns: 'f123u456', title: 'New' }, 200],
  ['a ticket with a column that the list lacks', create, zip, { user_ns: 'f123u456', title: 'x', text5: 'x' }, 400],
  ['a ticket without a title', create, zip, { user_ns: 'f123u456' }, 400],
  ["a ticket in another workspace's list", create, { listId: '9001' }, { user_ns: 'f123u456', title: 'x' }, 404],
])('%s sent to %s is answered as declared', async (_, path, params, body, status) => {
  expect((await platform.call({ method: 'post', path, input: { params, body } })).status).toBe(status);
});
