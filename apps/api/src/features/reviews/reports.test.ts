import request from 'supertest';
import { expect, test } from 'vitest';
import type { TestPerson } from '../../testing/plant-people.ts';
import { plantReview } from '../../testing/plant-review.ts';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const body = { reason: 'misleading', details: 'It says it is free, and is not.' };

interface Sent {
  as?: TestPerson;
  from?: string;
  key?: string;
  slug?: string;
}

function report({ api }: TestWorkspace, said: object, { as, from = '203.0.113.7', key, slug = 'tag-sync' }: Sent = {}) {
  return request(api.app)
    .post(`/v1/apps/${slug}/reports`)
    .set({
      'x-forwarded-for': from,
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(key && { 'idempotency-key': key }),
    })
    .send(said);
}

const stored = ({ api }: TestWorkspace) =>
  api.services.em().execute<Record<string, unknown>[]>('select * from reviews.reports order by reported_at, id');

test('a visitor without an account reports an app; what they say is kept, and the log tells no word of it', async () => {
  await using place = await openWorkspace();
  const taken = await report(place, { ...body, email: 'eve@example.com' }).expect(201);
  expect(taken.body).toEqual({ id: expect.stringMatching(/^rpt_/), reportedAt: expect.any(String) });
  expect(await stored(place)).toMatchObject([
    {
      id: taken.body.id,
      app_id: place.apps['tag-sync'],
      version: '1.0.0',
      reason: 'misleading',
      details: body.details,
      email: 'eve@example.com',
      user_id: null,
      review_id: null,
    },
  ]);
  expect(place.api.logged()).toContain(taken.body.id);
  for (const secret of [body.details, 'eve@example.com']) expect(place.api.logged()).not.toContain(secret);
  const dump = JSON.stringify(await place.api.services.em().execute('select * from reviews.daily_counts'));
  expect(dump).not.toContain('203.0.113.7');
});

test('a review is reported with what it said then, and one of another app is not found', async () => {
  await using place = await openWorkspace();
  const { api, apps } = place;
  const review = { workspaceId: 'ws_x', workspaceName: 'Shop', appId: apps['tag-sync'], authorId: 'usr_x' };
  const reviewId = await plantReview(api.services, review);
  const said = { reason: 'offensive', details: 'It insults somebody.', review: reviewId };
  await report(place, said).expect(201);
  expect(await stored(place)).toMatchObject([{ review_id: reviewId, review_text: 'It works.' }]);
  const read = (slug: string, id = reviewId) => request(api.app).get(`/v1/apps/${slug}/reviews/${id}`);
  expect((await read('tag-sync').expect(200)).body).toMatchObject({ id: reviewId, by: 'Shop', text: 'It works.' });
  for (const [slug, id] of [['other-app'], ['no-such-app'], ['tag-sync', 'rev_none']] as const)
    expect((await read(slug, id).expect(404)).body.code).toBe('not_found');
  expect((await report(place, said, { slug: 'other-app' }).expect(404)).body.code).toBe('not_found');
  await report(place, body, { slug: 'no-such-app' }).expect(404);
  expect(await stored(place)).toHaveLength(1);
});

test('whoever is signed in is answered at the address of their account', async () => {
  await using place = await openWorkspace();
  const { member } = place.people;
  await report(place, { ...body, email: 'somebody-else@example.com' }, { as: member }).expect(201);
  expect(await stored(place)).toMatchObject([{ user_id: member.userId, email: member.email }]);
  const mails = await place.mailsTo(member);
  expect(mails.map(({ subject }) => subject)).toEqual(['We have your report about Tag Sync']);
  expect(mails[0]!.text).not.toContain(body.details);
});

test('nobody is flooded with mails by reports in their name', async () => {
  await using place = await openWorkspace();
  for (let n = 0; n < 5; n += 1)
    await report(place, { ...body, email: 'victim@example.com' }, { from: `203.0.113.${n}` }).expect(201);
  const mails = await place.api.services.em().execute<{ to_address: string }[]>('select to_address from mail.messages');
  expect(mails.filter(({ to_address: to }) => to === 'victim@example.com')).toHaveLength(1);
});

test('one network reports ten times a day, whatever its addresses, and others go on', async () => {
  await using place = await openWorkspace();
  for (let n = 0; n < 10; n += 1) await report(place, body, { from: `2001:db8:1:2::${n}` }).expect(201);
  const refused = await report(place, body, { from: '2001:db8:1:2::ff' }).expect(429);
  expect(refused.body.code).toBe('words_limit_reached');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await report(place, body, { from: '2001:db8:1:3::1' }).expect(201);
  await report(place, body, { as: place.people.owner, from: '2001:db8:1:2::1' }).expect(201);
  expect(await stored(place)).toHaveLength(12);
});

test('a form that is sent twice is one report', async () => {
  await using place = await openWorkspace();
  const first = await report(place, body, { key: 'the-same' }).expect(201);
  const again = await report(place, body, { key: 'the-same' }).expect(201);
  expect(again.body).toEqual(first.body);
  const reused = await report(place, { ...body, reason: 'other' }, { key: 'the-same' }).expect(422);
  expect(reused.body.code).toBe('idempotency_key_reused');
  expect(await stored(place)).toHaveLength(1);
});

test('what is wrong with a report is told at its field', async () => {
  await using place = await openWorkspace();
  for (const [said, field] of [
    [{ details: 'x' }, 'reason'],
    [{ reason: 'because', details: 'x' }, 'reason'],
    [{ reason: 'other' }, 'details'],
    [{ reason: 'other', details: '  ' }, 'details'],
    [{ reason: 'other', details: 'x'.repeat(2_001) }, 'details'],
    [{ ...body, email: 'not an address' }, 'email'],
    [{ ...body, stars: 1 }, 'stars'],
  ] as const) {
    const refused = await report(place, said).expect(422);
    expect([field, refused.body.errors[0].path]).toEqual([field, field]);
  }
  expect(await stored(place)).toEqual([]);
});
