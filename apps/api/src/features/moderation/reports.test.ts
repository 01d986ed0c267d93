import request from 'supertest';
import { expect, test } from 'vitest';
import { plantReview } from '../../testing/plant-review.ts';
import { openModeratedStore } from './open-moderated-store.fixture.ts';

/** A published app with a review, both reported. */
async function openReported() {
  const world = await openModeratedStore();
  await world.developer.post(world.versions, {}).expect(201);
  const { workspaceId, appId } = world;
  const review = await plantReview(world.api.services, {
    workspaceId,
    workspaceName: 'Tea House',
    appId,
    authorId: 'usr_author',
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
