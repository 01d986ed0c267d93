import { expect, test } from 'vitest';
import { account, openPlatform, type OpenPlatform, type Visitor } from './open-platform.fixture.ts';

const bobsAccount = (...minimart_workspaces: object[]) =>
  account({ sub: 'acme-2', email: 'bob@acme.example', minimart_workspaces });
const teaHouse = (role: string) => ({ id: 'w1', name: 'Tea House', role });

/** Somebody with an account of the store alone, whom Bob, an owner by the word of the platform, has invited as `role`. */
async function invitedByBob(open: OpenPlatform, bob: Visitor, role: string) {
  open.provider.accounts.set('bob', bobsAccount(teaHouse('owner')));
  await bob.signIn('bob');
  const eve = await open.api.person('eve');
  const workspaceId = (await bob.me())!.workspaces[0]!.id;
  const sent = await bob.send(`${open.url}/v1/workspaces/${workspaceId}/invitations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: open.url },
    body: JSON.stringify({ email: eve.email, role }),
  });
  expect(sent.status).toBe(201);
  const { services } = open.api;
  const { items } = await services.mailboxOf(services.em()).mailsTo(eve.email, { limit: 1 });
  const code = /mm_invite_\w{38}/.exec(items[0]!.text)![0];
  return async (what: 'read' | 'accept') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${eve.token}` };
    const body = JSON.stringify({ code });
    const answer = await fetch(`${open.url}/v1/invitations/${what}`, { method: 'POST', headers, body });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
}

test.each([
  ['removed from the workspace', 'member', []],
  ['an owner no more', 'admin', [teaHouse('admin')]],
])('who is %s at the platform lets nobody in by an invitation they sent before', async (_what, role, now) => {
  await using open = await openPlatform();
  const bob = open.visit();
  const say = await invitedByBob(open, bob, role);
  expect(await say('read')).toEqual([200, undefined]);
  open.provider.accounts.set('bob', bobsAccount(...now));
  await bob.signIn('bob');
  expect(await say('read')).toEqual([410, 'invitation_not_open']);
  expect(await say('accept')).toEqual([410, 'invitation_not_open']);
});

test('who may still invite after the platform changed their role still lets in', async () => {
  await using open = await openPlatform();
  const bob = open.visit();
  const say = await invitedByBob(open, bob, 'member');
  open.provider.accounts.set('bob', bobsAccount(teaHouse('admin')));
  await bob.signIn('bob');
  expect(await say('accept')).toEqual([200, undefined]);
});
