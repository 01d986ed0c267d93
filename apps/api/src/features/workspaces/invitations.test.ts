import request from 'supertest';
import { expect, test } from 'vitest';
import type { TestPerson } from '../../testing/plant-people.ts';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const unknown = { code: 'invitation_not_open' };

const say = ({ api }: TestWorkspace, person: TestPerson, what: 'read' | 'accept', code: string) =>
  request(api.app)
    .post(`/v1/invitations/${what}`)
    .set({ authorization: `Bearer ${person.token}` })
    .send({ code });

/** Invites somebody who has an account, and reads the code from the mail they got. */
async function invite(place: TestWorkspace, person: TestPerson, role = 'member', as = place.people.owner) {
  const { body } = await place.as(as, 'post', '/invitations', { email: person.email, role }).expect(201);
  return { ...(body as { id: string; status: string }), ...(await codeIn(place, person)) };
}

async function codeIn(place: TestWorkspace, person: TestPerson) {
  const { subject, text } = (await place.mailsTo(person))[0]!;
  return { subject, text, code: /mm_invite_\w{38}/.exec(text)![0] };
}

test('an invitation is mailed, looked at, accepted once, and the way is in the log', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { developer: guest, owner } = people;
  const { code, subject, text } = await invite(place, guest, 'admin');
  expect(subject).toBe('owner invites you to Tea House');
  expect(text).toContain(`http://store.test/invitations#${code}`);
  const { text: listed } = await as(owner, 'get', '/invitations').expect(200);
  expect(JSON.parse(listed)).toMatchObject({
    items: [{ email: guest.email, role: 'admin', status: 'open', invitedBy: { id: owner.userId } }],
  });
  expect(listed).not.toContain(code);
  const read = await say(place, guest, 'read', code).expect(200);
  expect(read.body).toMatchObject({
    workspace: { name: 'Tea House', members: 4 },
    invitedBy: 'owner',
    role: 'admin',
    accepted: null,
  });
  await as(guest, 'get', '/members').expect(404);
  const [joined, again] = await Promise.all([say(place, guest, 'accept', code), say(place, guest, 'accept', code)]);
  expect([joined.status, again.status, again.body]).toEqual([200, 200, joined.body]);
  await as(guest, 'get', '/audit-log').expect(200);
  expect((await say(place, guest, 'read', code)).body).toMatchObject({ accepted: { workspaceId: place.workspaceId } });
  expect(await place.actions()).toEqual(['invitation_sent', 'member_joined']);
  expect(place.api.logged()).not.toContain(code);
  await as(owner, 'delete', `/members/${guest.userId}`).expect(200);
  for (const what of ['accept', 'read'] as const) {
    const refused = await say(place, guest, what, code).expect(410);
    expect(refused.body).toMatchObject(unknown);
    expect(refused.text).not.toContain('Tea House');
  }
});

test('a forwarded mail gives nothing away: another account is told that it is for another address, and no more', async () => {
  await using place = await openWorkspace();
  const { people, as, workspaceId } = place;
  const eve = await place.api.person('eve');
  const { code } = await invite(place, people.developer);
  for (const what of ['read', 'accept'] as const) {
    const { body, text } = await say(place, eve, what, code).expect(403);
    expect(body).toMatchObject({ code: 'invitation_for_another', detail: expect.stringContaining(eve.email) });
    for (const fact of ['Tea House', workspaceId, people.developer.email, people.owner.email])
      expect(text).not.toContain(fact);
  }
  await request(place.api.app).post('/v1/invitations/read').send({ code }).expect(401);
  await as(eve, 'get', '/members').expect(404);
});

test('an invitation that was taken back, or sent again, opens nothing; the newest does', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { developer: guest, owner } = people;
  const first = await invite(place, guest);
  const { body: second } = await as(owner, 'post', `/invitations/${first.id}/send-again`).expect(201);
  const { code } = await codeIn(place, guest);
  expect(code).not.toBe(first.code);
  expect((await say(place, guest, 'read', first.code).expect(410)).body).toMatchObject(unknown);
  await say(place, guest, 'read', code).expect(200);
  const { id } = second as { id: string };
  expect((await as(owner, 'delete', `/invitations/${id}`).expect(200)).body).toMatchObject({ status: 'withdrawn' });
  expect((await say(place, guest, 'accept', code).expect(410)).body).toMatchObject(unknown);
  await as(owner, 'post', `/invitations/${id}/send-again`).expect(404);
  expect(await place.actions()).toEqual(['invitation_sent', 'invitation_sent_again', 'invitation_withdrawn']);
});

test('whether somebody has an account shows in no answer: strangers and people are invited alike', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const answers = [];
  for (const email of [people.developer.email, 'nobody@example.com']) {
    const { status, body } = await as(people.owner, 'post', '/invitations', { email, role: 'member' });
    answers.push([status, Object.keys(body as object).sort()]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('roles: admins invite members alone, members nobody; who is in is not invited, nor anybody twice', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { owner, admin, member, other } = people;
  const codeOf = async (by: TestPerson, email: string, role = 'member') =>
    ((await as(by, 'post', '/invitations', { email, role })).body as { code?: string }).code;
  expect(await codeOf(member, 'a@example.com')).toBe('role_required');
  for (const role of ['owner', 'admin']) expect(await codeOf(admin, 'a@example.com', role)).toBe('role_required');
  expect(await codeOf(admin, ` ${other.email.toUpperCase()} `)).toBe('already_member');
  expect(await codeOf(owner, 'a@example.com', 'owner')).toBeUndefined();
  expect(await codeOf(owner, 'A@EXAMPLE.com')).toBe('already_invited');
  const { items } = (await as(admin, 'get', '/invitations')).body as { items: { id: string }[] };
  const one = `/invitations/${items[0]!.id}`;
  for (const call of [as(admin, 'delete', one), as(admin, 'post', `${one}/send-again`), as(member, 'delete', one)])
    expect((await call).body).toMatchObject({ code: 'role_required' });
  for (const email of ['', 'ada', 'ada@', 'a@b.c\r\nBcc: eve@example.com', `${'a'.repeat(250)}@example.com`])
    expect(await codeOf(owner, email)).toBe('invalid_request');
});

test('an inviter who was demoted brings nobody in any more', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { owner, admin, developer: guest } = people;
  const { code } = await invite(place, guest, 'member', admin);
  await as(owner, 'patch', `/members/${admin.userId}`, { role: 'member' }).expect(200);
  expect((await say(place, guest, 'accept', code).expect(410)).body).toMatchObject(unknown);
});

test('the same call sends one mail, and the fourth to an address on a day is refused with the time to wait', async () => {
  await using place = await openWorkspace();
  const { as, people } = place;
  const { owner, developer: guest } = people;
  const send = () =>
    as(owner, 'post', '/invitations', { email: guest.email, role: 'member' }).set('idempotency-key', 'one');
  const { id } = (await send().expect(201)).body as { id: string };
  expect((await send().expect(201)).body).toMatchObject({ id });
  expect(await place.mailsTo(guest)).toHaveLength(1);
  let last = id;
  for (let sent = 1; sent < 3; sent += 1)
    ({ id: last } = (await as(owner, 'post', `/invitations/${last}/send-again`).expect(201)).body as { id: string });
  const { body, headers } = await as(owner, 'post', `/invitations/${last}/send-again`).expect(429);
  expect(body).toMatchObject({ code: 'too_many_invitations' });
  expect(Number(headers['retry-after'])).toBeGreaterThan(86_000);
  expect(await place.mailsTo(guest)).toHaveLength(3);
});
