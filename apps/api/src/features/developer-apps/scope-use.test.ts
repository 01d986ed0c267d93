import { createReceiver } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` });
const dayMs = 24 * 3_600_000;
const authInputs = { crm_token: 'x' };

/** A developer with a published app, and two workspaces that have it; the first, so many days ago, allowed the optional scope. */
async function setUp(api: TestApi, receiverUrl: string, daysAgo = 31) {
  const [developer, owner] = [await api.person('developer'), await api.person('owner')];
  const manifest = exampleManifest(receiverUrl);
  const post = (path: string, by: TestPerson, body: object) => request(api.app).post(path).set(bearer(by)).send(body);
  const { body: app } = await post('/v1/developer/apps', developer, { manifest }).expect(201);
  await post(`/v1/developer/apps/${app.id}/versions`, developer, {}).expect(201);
  const workspaces = [await api.workspace({ owner }), await api.workspace({ owner })];
  const install = async (workspaceId: string, scopes: string[]) => {
    const body = { app: 'tag-sync', scopes, authInputs };
    return (await post(`/v1/workspaces/${workspaceId}/installations`, owner, body).expect(201)).body.id as string;
  };
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - daysAgo * dayMs });
  const first = await install(workspaces[0]!, ['flow-tags:view', 'sub-flows:send']);
  vi.useRealTimers();
  const second = await install(workspaces[1]!, ['flow-tags:view']);
  const path = `/v1/developer/apps/${app.id}/scope-use`;
  return { developer, owner, workspaces, first, second, path };
}

test('warns of nothing while no installation is old enough to tell', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const { developer, path } = await setUp(api, receiver.url, 29);
  const { body } = await request(api.app).get(path).set(bearer(developer)).expect(200);
  expect(body).toMatchObject({
    days: 30,
    installations: 2,
    scopes: [
      { id: 'flow-tags:view', installations: 2, uses: 0, lastUsedAt: null, standing: 'too_early' },
      { id: 'sub-flows:send', installations: 1, uses: 0, lastUsedAt: null, standing: 'too_early' },
    ],
  });
});

test('adds up what installations used, and names nobody', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const { developer, workspaces, first, second, path } = await setUp(api, receiver.url);
  const lastUsedAt = new Date(Date.now() - 40 * dayMs);
  const now = new Date();
  await api.services.usesOf(api.services.em()).addUses([
    { keyId: 'key_1', subject: first, scope: 'sub-flows:send', uses: 9, lastUsedAt },
    { keyId: 'key_1', subject: first, scope: 'flow-tags:view', uses: 2, lastUsedAt },
    { keyId: 'key_2', subject: second, scope: 'flow-tags:view', uses: 3, lastUsedAt: now },
    { keyId: 'key_3', subject: 'ins_of_another_app', scope: 'flow-tags:view', uses: 70, lastUsedAt: now },
  ]);
  const { body } = await request(api.app).get(path).set(bearer(developer)).expect(200);
  expect(body.scopes).toEqual([
    { id: 'flow-tags:view', installations: 2, uses: 3, lastUsedAt: now.toISOString(), standing: 'used' },
    { id: 'sub-flows:send', installations: 1, uses: 0, lastUsedAt: lastUsedAt.toISOString(), standing: 'unused' },
  ]);
  for (const id of [first, second, ...workspaces]) expect(JSON.stringify(body)).not.toContain(id);
});

test('counts an installation no more once it is gone, and is nobody else’s to read', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver();
  const { developer, owner, workspaces, first, path } = await setUp(api, receiver.url);
  await request(api.app)
    .delete(`/v1/workspaces/${workspaces[0]}/installations/${first}`)
    .set(bearer(owner))
    .expect(200);
  const { body } = await request(api.app).get(path).set(bearer(developer)).expect(200);
  expect([body.installations, body.scopes.map(({ id }: { id: string }) => id)]).toEqual([1, ['flow-tags:view']]);
  await request(api.app).get(path).set(bearer(owner)).expect(404);
});
