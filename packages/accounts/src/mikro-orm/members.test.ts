import type { EntityManager } from '@mikro-orm/postgresql';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { accountsTables, createAccounts, createInvitations, createMembers, forgetInvitations } from './index.ts';

const hour = 3_600_000;

/** Ada and Grace own a workspace, Else is a member of it. */
async function openTeam() {
  const db = await createTestDatabase(accountsTables);
  const clock = createTestClock();
  const names = ['ada', 'grace', 'else'];
  for (const name of names)
    await db
      .em()
      .execute(`insert into accounts."user" (id, name, email, "emailVerified") values (?, ?, ?, true)`, [
        name,
        name,
        `${name}@example.com`,
      ]);
  const { id: workspaceId } = await createAccounts(db.em(), { clock }).createWorkspace('Tea House');
  for (const [userId, role] of [
    ['ada', 'owner'],
    ['grace', 'owner'],
    ['else', 'member'],
  ] as const) {
    await createAccounts(db.em(), { clock }).addMember(workspaceId, userId, role);
    clock.advance(1_000);
  }
  const inTransaction = <Value>(work: (em: EntityManager) => Promise<Value>) => db.em().transactional(work);
  const rolesNow = async () =>
    Object.fromEntries(
      (await createMembers(db.em(), { clock }).list(workspaceId)).map((each) => [each.name, each.role]),
    );
  return { db, clock, workspaceId, inTransaction, rolesNow, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

test('of two owners who go at once one stays: a workspace is never without', async () => {
  for (const way of ['remove', 'demote'] as const) {
    await using team = await openTeam();
    const { clock, workspaceId, inTransaction } = team;
    const go = (userId: string) =>
      inTransaction(async (em) => {
        const members = createMembers(em, { clock });
        await members.hold(workspaceId);
        const member = await members.find({ workspaceId, userId });
        if (way === 'remove') await members.remove(member, { workspaceId, userId });
        else await members.changeRole(member, { workspaceId, userId, role: 'member' });
      });
    const results = await Promise.allSettled([go('ada'), go('grace')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'last_owner' } });
    expect(Object.values(await team.rolesNow()).filter((role) => role === 'owner')).toHaveLength(1);
  }
});

test('the only owner neither goes nor becomes anything else, and may say again that they are one', async () => {
  await using team = await openTeam();
  const { clock, workspaceId, inTransaction, rolesNow } = team;
  await inTransaction(async (em) => {
    const members = createMembers(em, { clock });
    const [ada, grace] = await members.list(workspaceId);
    await members.changeRole(grace!, { workspaceId, userId: 'grace', role: 'admin' });
    const ref = { workspaceId, userId: 'ada' };
    await expect(members.remove(ada!, ref)).rejects.toMatchObject({ code: 'last_owner' });
    await expect(members.changeRole(ada!, { ...ref, role: 'admin' })).rejects.toMatchObject({ code: 'last_owner' });
    await members.changeRole(ada!, { ...ref, role: 'owner' });
  });
  expect(await rolesNow()).toEqual({ ada: 'owner', grace: 'admin', else: 'member' });
});

test('whoever is kept a member is removed only afterwards, and who was removed is not kept', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId, inTransaction } = team;
  const ref = { workspaceId, userId: 'else' };
  const steps: string[] = [];
  const kept = Promise.withResolvers<void>();
  const keeping = inTransaction(async (em) => {
    await createMembers(em, { clock }).keep(ref);
    kept.resolve();
    // Until the other is seen to wait.
    for (let waiting = 0; waiting === 0;)
      [{ waiting }] = (await db.em().execute(`select count(*)::int as waiting from pg_locks where not granted`)) as [
        { waiting: number },
      ];
    steps.push('asked');
  });
  await kept.promise;
  const removing = inTransaction(async (em) => {
    const members = createMembers(em, { clock });
    await members.remove(await members.find(ref), ref);
    steps.push('removed');
  });
  await Promise.all([keeping, removing]);
  expect(steps).toEqual(['asked', 'removed']);
  await expect(createMembers(db.em(), { clock }).keep(ref)).rejects.toMatchObject({ code: 'not_found' });
});

test('a person makes ten workspaces a day, also when they are made at once', async () => {
  await using team = await openTeam();
  const { clock, inTransaction } = team;
  const make = () => inTransaction((em) => createMembers(em, { clock }).openWorkspace('Mine', 'else'));
  const results = await Promise.allSettled(Array.from({ length: 12 }, make));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  await expect(make()).rejects.toMatchObject({ code: 'too_many_workspaces', extra: { retryAfterSeconds: 86_400 } });
  clock.advance(24 * hour + 1);
  await make();
});

test('the code of an invitation is stored as its hash; it opens for seven days, once', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId } = team;
  const invitations = createInvitations(db.em(), { clock });
  const wanted = { workspaceId, email: ' Joan@Example.com ', role: 'admin' as const, invitedBy: 'ada' };
  const { invitation, code } = await invitations.send(wanted);
  expect(code).toMatch(/^mm_invite_[0-9A-Za-z]{38}$/);
  expect(invitation).toMatchObject({ email: 'joan@example.com', role: 'admin', endedAs: null });
  expect(JSON.stringify(await db.em().execute('select * from accounts.invitations'))).not.toContain(code);
  clock.advance(7 * 24 * hour - 1);
  expect(await invitations.byCode(code, 'joan')).toEqual(invitation);
  clock.advance(1);
  for (const wrong of [code, `${code.slice(0, -1)}?`, 'mm_invite_', ''])
    await expect(invitations.byCode(wrong, 'joan')).rejects.toMatchObject({ code: 'invitation_not_open' });
  const again = await invitations.sendAgain({ workspaceId, invitationId: invitation.id }, 'grace');
  await expect(invitations.byCode(code, 'joan')).rejects.toMatchObject({ code: 'invitation_not_open' });
  await invitations.accept(await invitations.byCode(again.code, 'joan'), 'joan');
  expect(await invitations.byCode(again.code, 'joan')).toMatchObject({ endedAs: 'accepted', acceptedBy: 'joan' });
  await expect(invitations.byCode(again.code, 'eve')).rejects.toMatchObject({ code: 'invitation_not_open' });
  expect(await invitations.list(workspaceId)).toEqual([]);
});

test('an address has one open invitation, which is taken back or sent again; another workspace knows nothing of it', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId } = team;
  const invitations = createInvitations(db.em(), { clock });
  const wanted = { workspaceId, email: 'joan@example.com', role: 'member' as const, invitedBy: 'ada' };
  const { invitation, code } = await invitations.send(wanted);
  const ref = { workspaceId, invitationId: invitation.id };
  await expect(invitations.send({ ...wanted, email: 'JOAN@example.com' })).rejects.toMatchObject({
    code: 'already_invited',
    extra: { invitationId: invitation.id },
  });
  await expect(invitations.withdraw({ ...ref, workspaceId: 'ws_other' })).rejects.toMatchObject({ code: 'not_found' });
  await invitations.withdraw(ref);
  await expect(invitations.byCode(code, 'joan')).rejects.toMatchObject({ code: 'invitation_not_open' });
  await expect(invitations.withdraw(ref)).rejects.toMatchObject({ code: 'not_found' });
  await expect(invitations.sendAgain(ref, 'ada')).rejects.toMatchObject({ code: 'not_found' });
  await invitations.send(wanted);
});

test('mails are few: three a day to an address, fifty from a workspace and from a person', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId } = team;
  const invitations = createInvitations(db.em(), { clock });
  const wanted = { workspaceId, email: 'joan@example.com', role: 'member' as const, invitedBy: 'ada' };
  const refused = { code: 'too_many_invitations', extra: { retryAfterSeconds: 24 * 3_600 } };
  let { invitation } = await invitations.send(wanted);
  const again = () => invitations.sendAgain({ workspaceId, invitationId: invitation.id }, 'ada');
  for (let sent = 1; sent < 3; sent += 1) ({ invitation } = await again());
  await expect(
    db
      .em()
      .transactional((em) =>
        createInvitations(em, { clock }).sendAgain({ workspaceId, invitationId: invitation.id }, 'ada'),
      ),
  ).rejects.toMatchObject(refused);
  for (let sent = 3; sent < 50; sent += 1) await invitations.send({ ...wanted, email: `p${sent}@example.com` });
  const another = { ...wanted, email: 'one-more@example.com' };
  await expect(invitations.send({ ...another, invitedBy: 'grace' })).rejects.toMatchObject(refused);
  await expect(invitations.send({ ...another, workspaceId: 'ws_other' })).rejects.toMatchObject(refused);
  clock.advance(24 * hour + 1);
  await invitations.send(another);
});

test('another workspace is no way around it: three a day to an address from a person, and of many at once no more than fifty', async () => {
  await using team = await openTeam();
  const { db, clock, inTransaction } = team;
  const send = (workspaceId: string, email: string) =>
    inTransaction((em) =>
      createInvitations(em, { clock }).send({ workspaceId, email, role: 'member', invitedBy: 'ada' }),
    );
  for (const workspaceId of ['ws_1', 'ws_2', 'ws_3']) await send(workspaceId, 'Joan@example.com');
  await expect(send('ws_4', 'joan@example.com')).rejects.toMatchObject({ code: 'too_many_invitations' });
  for (let sent = 3; sent < 48; sent += 1) await send('ws_1', `p${sent}@example.com`);
  const places = Array.from({ length: 6 }, (_, index) => `ws_${index}`);
  const results = await Promise.allSettled(
    places.map((workspaceId) => send(workspaceId, `${workspaceId}@example.com`)),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  const [{ count }] = (await db.em().execute('select count(*)::int as count from accounts.invitations')) as [
    { count: number },
  ];
  expect(count).toBe(50);
});

test('who may not invite any more has not invited: their open invitations end with their role', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId } = team;
  const invitations = createInvitations(db.em(), { clock });
  for (const role of ['owner', 'admin', 'member'] as const)
    await invitations.send({ workspaceId, email: `${role}@example.com`, role, invitedBy: 'grace' });
  await invitations.send({ workspaceId, email: 'joan@example.com', role: 'owner', invitedBy: 'ada' });
  const open = async () => (await invitations.list(workspaceId)).map(({ email }) => email).sort();
  await invitations.withdrawSentBy('grace', { workspaceId, role: 'owner' });
  expect(await open()).toHaveLength(4);
  await invitations.withdrawSentBy('grace', { workspaceId, role: 'admin' });
  expect(await open()).toEqual(['joan@example.com', 'member@example.com']);
  await invitations.withdrawSentBy('grace', { workspaceId, role: null });
  expect(await open()).toEqual(['joan@example.com']);
});

test('addresses of those who were invited are kept no longer than is said', async () => {
  await using team = await openTeam();
  const { db, clock, workspaceId } = team;
  const invitations = createInvitations(db.em(), { clock });
  const wanted = { workspaceId, email: 'joan@example.com', role: 'member' as const, invitedBy: 'ada' };
  await invitations.send(wanted);
  const { invitation } = await invitations.send({ ...wanted, email: 'other@example.com' });
  await invitations.withdraw({ workspaceId, invitationId: invitation.id });
  expect(await forgetInvitations(db.em(), clock.now())).toBe(0);
  clock.advance(1);
  expect(await forgetInvitations(db.em(), clock.now())).toBe(1);
  clock.advance(7 * 24 * hour);
  expect(await forgetInvitations(db.em(), clock.now())).toBe(1);
});
