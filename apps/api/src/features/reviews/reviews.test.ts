import request, { type Test } from 'supertest';
import { expect, test } from 'vitest';
import type { TestPerson } from '../../testing/plant-people.ts';
import { plantReview } from '../../testing/plant-review.ts';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret-1' } };
const hostile = '<img src=x onerror=alert(1)> [free](javascript:alert(1)) https://evil.test \u202Egnp.exe';

/** Installs Tag Sync and waits until it works; answers the id and the key that its server was given. */
async function installed({ api, as, people, receiver, workspaceId }: TestWorkspace) {
  await api.bot(workspaceId);
  api.dispatch();
  const { id } = (await as(people.owner, 'post', '/installations', install).expect(201)).body as { id: string };
  await expect
    .poll(async () => (await as(people.owner, 'get', `/installations/${id}`)).body.status as string, {
      timeout: 15_000,
    })
    .toBe('active');
  const [received] = await receiver.waitFor(1);
  return { id, key: (JSON.parse(received!.body) as { key: string }).key };
}

/** Has the app's server call the platform with its key, as real use is. */
async function useKey({ api }: TestWorkspace, key: string) {
  await request(api.app).get('/api/flow/tags').set('authorization', `Bearer ${key}`).expect(200);
  await api.services.uses.flush('all');
}

/** As if the app had worked for so many days. */
const backdate = ({ api }: TestWorkspace, id: string, days: number) =>
  api.services
    .em()
    .execute(`update installs.installations set first_active_at = now() - ? * interval '1 day' where id = ?`, [
      days,
      id,
    ]);

interface Shown {
  id: string;
  stars: number;
  text: string;
  by: string;
  version: string;
  editedAt: string | null;
  reply: { text: string; isToFormer: boolean } | null;
  replyEtag?: string;
}

function open(place: TestWorkspace, id: string) {
  const { as, people, api, apps } = place;
  const path = `/installations/${id}/review`;
  const developer = `/v1/developer/apps/${apps['tag-sync']}/reviews`;
  const send = (method: 'get' | 'put' | 'delete' | 'post', url: string, person?: TestPerson): Test => {
    const call = request(api.app)[method](url).set('user-agent', 'Test 1.0');
    return person === undefined ? call : call.set('authorization', `Bearer ${person.token}`);
  };
  return {
    read: (person = people.owner) => as(person, 'get', path),
    write: (stars: number, text: string, { person = people.owner, ifMatch = '*' } = {}) =>
      as(person, 'put', path, { stars, text }).set('if-match', ifMatch),
    remove: (person = people.owner) => as(person, 'delete', path),
    listed: async (query = '') =>
      (await send('get', `/v1/apps/tag-sync/reviews${query}`).expect(200)).body as {
        items: Shown[];
        nextCursor: string | null;
        rating: { count: number; average: number | null; histogram: { stars: number; count: number }[] };
      },
    developers: async (query = '') =>
      (await send('get', `${developer}${query}`, people.developer).expect(200)).body as { items: Required<Shown>[] },
    reply: (reviewId: string, text: string, ifMatch: string, person = people.developer) =>
      send('put', `${developer}/${reviewId}/reply`, person).send({ text }).set('if-match', ifMatch),
    removeReply: (reviewId: string) => send('delete', `${developer}/${reviewId}/reply`, people.developer),
    send,
  };
}

test('a workspace reviews an app once its key was used, and everybody reads it as plain text with the version', async () => {
  await using place = await openWorkspace();
  const { id, key } = await installed(place);
  const { read, write, listed } = open(place, id);
  const before = (await read().expect(200)).body;
  expect(before).toMatchObject({ review: null, mayWrite: false, reason: 'too_early', shownAs: 'Tea House' });
  expect(new Date(before.from as string).getTime()).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
  const refused = (await write(4, 'Good.').expect(409)).body;
  expect(refused).toMatchObject({ code: 'review_not_earned', reason: 'too_early', from: before.from });
  await useKey(place, key);
  expect((await read().expect(200)).body).toMatchObject({ mayWrite: true, reason: null, etag: '"review-none"' });
  const written = await write(4, `  ${hostile}  ${key}`, { ifMatch: '"review-none"' }).expect(200);
  expect(written.headers['etag']).toBe(written.body.etag);
  expect(written.body).toMatchObject({ writtenBy: expect.stringContaining('owner'), mayWrite: true });
  const { items, rating } = await listed();
  expect(items).toEqual([written.body.review]);
  expect(items[0]).toMatchObject({ stars: 4, by: 'Tea House', version: '1.0.0', editedAt: null, reply: null });
  expect(items[0]!.text).toMatch(
    /^<img src=x onerror=alert\(1\)> \[free\]\(javascript:alert\(1\)\) https:\/\/evil\.test gnp\.exe {2}mm_live_/,
  );
  expect(items[0]!.text).not.toContain(key);
  expect(rating).toMatchObject({ count: 1, average: 4 });
  const everything = JSON.stringify(items);
  for (const secret of [place.workspaceId, place.people.owner.userId, place.people.owner.email, id])
    expect(everything).not.toContain(secret);
});

test('seven days of work are enough, and one that has left may still say why', async () => {
  await using place = await openWorkspace();
  const { id } = await installed(place);
  const { write, listed } = open(place, id);
  await backdate(place, id, 6);
  await write(2, 'Slow.').expect(409);
  await backdate(place, id, 8);
  await place.as(place.people.owner, 'delete', `/installations/${id}`).expect(200);
  await write(2, 'Slow.').expect(200);
  expect((await listed()).items).toMatchObject([{ stars: 2, text: 'Slow.' }]);
});

test('the workspace of the developer does not review, and neither does a sandbox', async () => {
  await using place = await openWorkspace();
  const { id, key } = await installed(place);
  await useKey(place, key);
  const { api, people, workspaceId, apps } = place;
  await api.services.accountsOf(api.services.em()).addMember(workspaceId, people.developer.userId, 'member');
  const own = (await open(place, id).write(5, 'Splendid.').expect(409)).body;
  expect(own).toMatchObject({ code: 'review_not_earned', reason: 'own_app' });
  await api.services.em().execute(`update installs.installations set is_test = true where id = ?`, [id]);
  await api.services
    .em()
    .execute(`delete from accounts.workspace_members where user_id = ?`, [people.developer.userId]);
  await backdate(place, id, 300);
  const sandbox = (await open(place, id).write(5, 'Splendid.').expect(409)).body;
  expect(sandbox).toMatchObject({ code: 'review_not_earned', reason: 'never_active' });
  expect(apps['tag-sync']).toMatch(/^app_/);
});

test('owners and admins write one review between them; members read it, others do not find it', async () => {
  await using place = await openWorkspace();
  const { id, key } = await installed(place);
  await useKey(place, key);
  const { read, write, remove, listed } = open(place, id);
  const { people } = place;
  const first = (await write(5, 'Good.', { ifMatch: '"review-none"' }).expect(200)).body;
  expect((await write(1, 'Bad.', { person: people.admin, ifMatch: '"review-none"' }).expect(412)).body).toMatchObject({
    code: 'review_changed',
  });
  await write(3, 'Middling.', { person: people.admin, ifMatch: first.etag as string }).expect(200);
  const { items, rating } = await listed();
  expect(items).toMatchObject([{ stars: 3, text: 'Middling.', editedAt: expect.any(String) }]);
  expect(rating).toMatchObject({ count: 1, average: 3 });
  expect((await read(people.member).expect(200)).body.review).toMatchObject({ stars: 3 });
  expect((await write(1, 'No.', { person: people.member }).expect(403)).body.code).toBe('role_required');
  await remove(people.member).expect(403);
  for (const call of [read(people.developer), write(1, 'No.', { person: people.developer }), remove(people.developer)])
    expect((await call.expect(404)).body.code).toBe('not_found');
  const { as } = place;
  const missing = await as(people.owner, 'put', `/installations/${id}/review`, { stars: 1, text: 'x' }).expect(428);
  expect(missing.body.code).toBe('if_match_required');
});

test('what is wrong with a review is told at its field', async () => {
  await using place = await openWorkspace();
  const { id } = await installed(place);
  const { as, people } = place;
  for (const [body, field] of [
    [{ stars: 0, text: 'x' }, 'stars'],
    [{ stars: 6, text: 'x' }, 'stars'],
    [{ stars: 4.5, text: 'x' }, 'stars'],
    [{ stars: '5', text: 'x' }, 'stars'],
    [{ stars: 5 }, 'text'],
    [{ stars: 5, text: ' \u200B\n' }, 'text'],
    [{ stars: 5, text: 'x'.repeat(2_001) }, 'text'],
    [{ stars: 5, text: 'x'.repeat(30_000) }, 'text'],
    [{ stars: 5, text: 'x', version: '9' }, 'version'],
  ] as const) {
    const refused = await as(people.owner, 'put', `/installations/${id}/review`, body).set('if-match', '*').expect(422);
    expect([field, refused.body.errors[0].path]).toEqual([field, field]);
  }
});

test('a review is deleted with its reply, and twice is once', async () => {
  await using place = await openWorkspace();
  const { id, key } = await installed(place);
  await useKey(place, key);
  const { write, remove, listed, developers, reply } = open(place, id);
  await write(5, 'Good.').expect(200);
  const [{ id: reviewId, replyEtag }] = (await developers()).items as [Required<Shown>];
  await reply(reviewId, 'Thank you.', replyEtag).expect(200);
  expect((await remove().expect(200)).body).toMatchObject({ review: null, etag: '"review-none"', mayWrite: true });
  await remove().expect(200);
  expect(await listed()).toMatchObject({ items: [], rating: { count: 0, average: null } });
  await reply(reviewId, 'Still here?', '*').expect(404);
  const actions = await place.actions();
  expect(actions.filter((action) => action.startsWith('review'))).toEqual([
    'review_written',
    'review_answered',
    'review_deleted',
  ]);
});

test('the developer replies once, edits and deletes it; nobody is answered for what they no longer say', async () => {
  await using place = await openWorkspace();
  const { id, key } = await installed(place);
  await useKey(place, key);
  const { write, listed, developers, reply, removeReply } = open(place, id);
  const { people } = place;
  await write(2, 'It forgets tags.').expect(200);
  const [{ id: reviewId, replyEtag }] = (await developers('?replied=false')).items as [Required<Shown>];
  await reply(reviewId, 'x', '*', people.owner).expect(404);
  await reply(reviewId, ' ', replyEtag).expect(422);
  const replied = (await reply(reviewId, hostile, replyEtag).expect(200)).body as Required<Shown>;
  expect(replied.reply).toMatchObject({ isToFormer: false, text: expect.stringMatching(/^<img .* gnp\.exe$/) });
  await reply(reviewId, 'Over it.', replyEtag).expect(412);
  await reply(reviewId, 'Mended in 1.1.', replied.replyEtag).expect(200);
  expect((await listed()).items[0]!.reply).toMatchObject({ text: 'Mended in 1.1.', isToFormer: false });
  await write(5, 'It works now.').expect(200);
  expect((await listed()).items[0]).toMatchObject({ stars: 5, reply: { text: 'Mended in 1.1.', isToFormer: true } });
  expect((await developers('?replied=true')).items).toHaveLength(1);
  await removeReply(reviewId).expect(200);
  expect((await listed()).items[0]!.reply).toBeNull();
  const audit = await place.as(people.owner, 'get', '/audit-log?limit=100').expect(200);
  const lines = (audit.body as { items: { action: string; actor: { kind: string }; address: string | null }[] }).items;
  const answered = lines.filter(({ action }) => action.startsWith('review_answer'));
  expect(answered.map(({ action, actor, address }) => [action, actor.kind, address])).toEqual([
    ['review_answer_deleted', 'app', null],
    ['review_answered', 'app', null],
    ['review_answered', 'app', null],
  ]);
  expect((await place.mailsTo(people.developer)).map(({ subject }) => subject)).toEqual([
    'Tea House gives Tag Sync 2 stars',
  ]);
  expect((await place.mailsTo(people.owner)).map(({ subject }) => subject)).toContain(
    'The developer of Tag Sync replied to your review',
  );
});

test('all stars are listed by one rule, and filtered only when the reader asks', async () => {
  await using place = await openWorkspace();
  const { api, apps, people } = place;
  for (let n = 0; n < 3; n += 1) {
    const review = {
      workspaceId: `ws_${n}`,
      workspaceName: `Shop ${n}`,
      appId: apps['tag-sync'],
      authorId: `usr_${n}`,
    };
    await plantReview(api.services, review);
    await api.services
      .em()
      .execute('update reviews.reviews set stars = ? where workspace_id = ?', [[1, 5, 3][n], `ws_${n}`]);
  }
  const { listed, send } = open(place, 'none');
  const all = await listed('?limit=2');
  expect(all.items.map(({ stars }) => stars)).toEqual([3, 5]);
  const rest = await listed(`?limit=2&cursor=${all.nextCursor}`);
  expect(rest).toMatchObject({ items: [{ stars: 1 }], nextCursor: null });
  expect(all.rating).toEqual(rest.rating);
  expect((await listed('?stars=1')).items.map(({ by }) => by)).toEqual(['Shop 0']);
  for (const [query, field] of [
    ['stars=6', 'query.stars'],
    ['limit=0', 'query.limit'],
    ['cursor=zz', 'cursor'],
  ])
    expect([query, (await send('get', `/v1/apps/tag-sync/reviews?${query}`).expect(422)).body.errors[0].path]).toEqual([
      query,
      field,
    ]);
  await send('get', '/v1/apps/none/reviews').expect(404);
  await send('get', '/v1/apps/tag-sync/reviews?link=nonsense').expect(404);
  const { body: listing } = await send('get', '/v1/apps/tag-sync').expect(200);
  expect(listing.rating).toEqual({ average: 3, count: 3 });
  const { body: other } = await send('get', '/v1/apps/other-app', people.owner).expect(200);
  expect(other.rating).toBeNull();
});
