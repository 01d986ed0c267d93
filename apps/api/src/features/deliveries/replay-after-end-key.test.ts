import request from 'supertest';
import { expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from '../approvals/open-workspace.fixture.ts';

const install = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret' } };

const replay = ({ api, apps, people }: TestWorkspace, deliveryId: string) =>
  request(api.app)
    .post(`/v1/developer/apps/${apps['tag-sync']}/deliveries/${deliveryId}/replay`)
    .set({ authorization: `Bearer ${people.developer.token}` });

const recover = ({ api, apps, people }: TestWorkspace) =>
  request(api.app)
    .post(`/v1/developer/apps/${apps['tag-sync']}/recover-deliveries`)
    .set({ authorization: `Bearer ${people.developer.token}` })
    .send({ since: '2026-01-01T00:00:00Z' });

async function activate(place: TestWorkspace): Promise<{ id: string; deliveryId: string }> {
  const { as, people, api } = place;
  api.dispatch();
  const { body } = await as(people.owner, 'post', '/installations', install).expect(201);
  const { id, delivery } = body as { id: string; delivery: { id: string } };
  await expect
    .poll(async () => (await as(people.owner, 'get', `/installations/${id}`)).body.status, { timeout: 15_000 })
    .toBe('active');
  return { id, deliveryId: delivery.id };
}

test('a developer cannot give their app a key again that the workspace has ended; its people can', async () => {
  await using place = await openWorkspace();
  const { as, people, receiver } = place;
  const { id, deliveryId } = await activate(place);
  await as(people.owner, 'post', `/installations/${id}/end-key`).expect(200);
  const refused = await replay(place, deliveryId).expect(409);
  expect(refused.body).toMatchObject({
    code: 'delivery_not_replayable',
    detail: expect.stringContaining('ended the key'),
  });
  expect((await as(people.owner, 'get', `/installations/${id}`)).body).toMatchObject({ status: 'failed', key: null });
  expect(receiver.requests).toHaveLength(1);
  await as(people.admin, 'post', `/installations/${id}/retry`, {}).expect(200);
  expect(await place.actions()).not.toContain('key_rotated');
});

test('nor by the request of a rotation that had failed before the key was ended', async () => {
  let status = 200;
  await using place = await openWorkspace(() => ({ status }));
  const { as, people } = place;
  const { id } = await activate(place);
  status = 401;
  const { body } = await as(people.owner, 'post', `/installations/${id}/rotate-key`, {}).expect(200);
  const { delivery } = body as { delivery: { id: string } };
  await expect.poll(() => place.actions(), { timeout: 15_000 }).toContain('key_rotation_undone');
  await as(people.owner, 'post', `/installations/${id}/end-key`).expect(200);
  status = 200;
  await replay(place, delivery.id).expect(409);
  expect((await recover(place).expect(200)).body).toMatchObject({
    replayed: 0,
    skipped: [{ deliveryId: delivery.id, reason: expect.stringContaining('ended the key') }],
  });
  expect((await as(people.owner, 'get', `/installations/${id}`)).body).toMatchObject({ status: 'failed', key: null });
});
