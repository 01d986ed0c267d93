import request from 'supertest';
import { expect, test } from 'vitest';
import { plantReview } from '../../testing/plant-review.ts';
import { openModeratedStore } from './open-moderated-store.fixture.ts';

/** A published app with a review, both reported. */
async function openReported() {
  const world = await openModeratedStore();
  await world.developer.post(world.versions, {}).expect(201);
  const { workspaceId, appId, ownerId: authorId } = world;
  const review = await plantReview(world.api.services, {
    workspaceId,
    workspaceName: 'Tea House',
    appId,
    authorId,
  });
  const report = async (body: object) =>
    (
      await request(world.api.app)
        .post('/v1/apps/tag-sync/reports')
        .send({ reason: 'spam', details: 'It is.', email: 'eve@example.com', ...body })
        .expect(201)
    ).body.id as string;
  const read = async (id: string) => {
    const { body, headers } = await world.operator.get(`/v1/operator/reports/${id}`).expect(200);
    return { body, etag: headers['etag'] as string };
  };
  return { ...world, review, report, read };
}

test('reports are read by what they are about, never with who reported, and a review is hidden by a decision', async () => {
  await using world = await openReported();
  const { operator, nobody, review, report, read } = world;
  await report({});
  const ofReview = await report({ review });
  const { items } = (await operator.get('/v1/operator/reports').expect(200)).body;
  expect(items).toHaveLength(2);
  expect(items).toContainEqual(
    expect.objectContaining({ reportId: ofReview, review: expect.objectContaining({ id: review, isHidden: false }) }),
  );
  expect(JSON.stringify(items)).not.toContain('eve@example.com');
  const { body, etag } = await read(ofReview);
  expect(JSON.stringify(body)).not.toContain('eve@example.com');
  const decision = { decision: 'acted_on', note: 'An insult.', review: 'hide' };
  const path = `/v1/operator/reports/${ofReview}/decision`;
  await operator.post(path, { ...decision, note: '' }, etag).expect(422);
  const decided = (await operator.post(path, decision, etag).expect(200)).body;
  expect(decided).toMatchObject({
    open: 0,
    review: { isHidden: true },
    reports: [{ state: 'acted_on', note: 'An insult.' }],
  });
  expect((await operator.post(path, decision, etag).expect(412)).body.code).toBe('reports_changed');
  expect((await nobody.get('/v1/apps/tag-sync/reviews').expect(200)).body.items).toEqual([]);
  expect((await nobody.get('/v1/apps/tag-sync')).body.rating).toBeNull();
  const log = await operator.get('/v1/operator/audit-log').expect(200);
  expect(log.body.items).toMatchObject([
    { action: 'reports_settled', subject: { kind: 'review', id: review } },
    { action: 'review_hidden', before: { isHidden: false }, after: { isHidden: true } },
  ]);
});

test('an app that is reported has no review to hide, and a deleted review is still read', async () => {
  await using world = await openReported();
  const { operator, report, read, review, api } = world;
  const ofApp = await report({});
  const { etag } = await read(ofApp);
  const hide = { decision: 'dismissed', note: 'x', review: 'hide' };
  await operator.post(`/v1/operator/reports/${ofApp}/decision`, hide, etag).expect(422);
  expect((await read(ofApp)).body.open).toBe(1);
  const ofReview = await report({ review });
  await api.services.em().execute('delete from reviews.reviews');
  expect((await read(ofReview)).body.review).toMatchObject({ isDeleted: true, text: 'It works.' });
});

test('the operators’ log filters, exports as CSV, and says that it was exported', async () => {
  await using world = await openReported();
  const { operator, owner, report, read } = world;
  const id = await report({});
  const { etag } = await read(id);
  await operator.post(`/v1/operator/reports/${id}/decision`, { decision: 'dismissed', note: '=1+1' }, etag).expect(200);
  const csv = await operator.get('/v1/operator/audit-log/export?format=csv&action=reports_dismissed').expect(200);
  expect(csv.text).toContain(`"'=1+1"`);
  expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  const { items } = (await operator.get('/v1/operator/audit-log?action=operator_log_exported').expect(200)).body;
  expect(items).toHaveLength(1);
  await owner.get('/v1/operator/audit-log').expect(403);
  await owner.get('/v1/operator/audit-log/export').expect(403);
});

test('the author of a review that is hidden is told once, reads why beside it, and is told when it is shown again', async () => {
  await using world = await openReported();
  const { operator, owner, nobody, report, read, review, installations } = world;
  const { id } = (await world.install().expect(201)).body;
  // The page of an installation shows the review once it has worked.
  await world.api.services.em().execute('update installs.installations set activated_at = now() where id = ?', [id]);
  const ofReview = await report({ review });
  const decide = async (body: object) => {
    const said = { decision: 'acted_on', note: 'For us alone.', ...body };
    return operator.post(`/v1/operator/reports/${ofReview}/decision`, said, (await read(ofReview)).etag);
  };
  const mails = async () => (await world.mails()).filter(({ subject }) => subject.startsWith('Your review'));
  const state = async () => (await owner.get(`${installations}/${id}/review`).expect(200)).body;
  expect((await state()).hidden).toBeNull();
  expect((await decide({ words: 'It insults.' })).body.errors).toMatchObject([{ path: 'words' }]);
  const hide = { review: 'hide', words: 'It insults somebody.\nLeave the name out.' };
  for (const { status } of [await decide(hide), await decide(hide)]) expect(status).toBe(200);
  const [hidden, ...more] = await mails();
  expect([hidden!.to.address.split('-')[0], hidden!.subject, more]).toEqual([
    'owner',
    'Your review of Tag Sync is hidden',
    [],
  ]);
  expect(hidden!.text).toContain('> It insults somebody.\n> Leave the name out.');
  expect(hidden!.text).toContain('You can edit or delete it.');
  expect(hidden!.text).toContain(`/workspaces/${world.workspaceId}/apps/${id}`);
  expect(hidden!.text).not.toContain('For us alone.');
  const other = await decide({ ...hide, words: 'It names somebody.' });
  expect([other.status, other.body.code]).toEqual([412, 'reports_changed']);
  expect(await state()).toMatchObject({ review: { text: 'It works.' }, hidden: { words: hide.words } });
  expect((await read(ofReview)).body.review).toMatchObject({ isHidden: true, hiddenWords: hide.words });
  await nobody.get(`/v1/apps/tag-sync/reviews/${review}`).expect(404);
  for (const { status } of [await decide({ review: 'show' }), await decide({ review: 'show' })])
    expect(status).toBe(200);
  expect((await mails()).map(({ subject }) => subject)).toEqual([
    hidden!.subject,
    'Your review of Tag Sync is shown again',
  ]);
  expect((await state()).hidden).toBeNull();
  await nobody.get(`/v1/apps/tag-sync/reviews/${review}`).expect(200);
});

test('a review is hidden without a word where nothing is said to its author, and who has left the workspace gets no mail', async () => {
  await using world = await openReported();
  const { operator, owner, report, read, review, installations, api } = world;
  const { id } = (await world.install().expect(201)).body;
  const ofReview = await report({ review });
  const decide = async (wanted: 'hide' | 'show') => {
    const said = { decision: 'acted_on', note: 'For us alone.', review: wanted };
    await operator.post(`/v1/operator/reports/${ofReview}/decision`, said, (await read(ofReview)).etag).expect(200);
    return (await world.mails()).filter(({ subject }) => subject.startsWith('Your review'));
  };
  const [mail] = await decide('hide');
  expect(mail!.text).not.toContain('They say');
  // Its installation never worked, so its page shows no review.
  expect(mail!.text).not.toContain(id);
  expect((await owner.get(`${installations}/${id}/review`)).body.hidden).toMatchObject({ words: null });
  await api.services.em().execute(`update reviews.reviews set author_id = 'usr_left'`);
  expect(await decide('show')).toHaveLength(1);
});

test('the reports of one app are read page by page, each page with what is said of all of them', async () => {
  await using world = await openReported();
  const { operator, report, review } = world;
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await report({ details: `Report ${n}` }));
  await report({ review });
  const path = `/v1/operator/reports/${ids[0]}`;
  const first = (await operator.get(`${path}?limit=2`).expect(200)).body;
  expect(first).toMatchObject({ open: 3, total: 3, reports: [{}, {}] });
  const rest = (await operator.get(`${path}?limit=2&cursor=${first.nextCursor}`).expect(200)).body;
  expect(rest).toMatchObject({ open: 3, reports: [{}], nextCursor: null });
  const read = [...first.reports, ...rest.reports].map(({ id }: { id: string }) => id);
  expect(read.toSorted()).toEqual(ids.toSorted());
  expect((await operator.get(`${path}?cursor=x`).expect(422)).body.code).toBe('invalid_cursor');
});
