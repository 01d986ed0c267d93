import { createReceiver } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createTestApi } from '../../testing/create-test-api.ts';
import { dumpTables } from '../../testing/dump-tables.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

test('what a server answers to the subscribe request comes back to it in the unsubscribe request, and is sealed and erased', async () => {
  await using api = await createTestApi();
  await using receiver = await createReceiver(() => ({ body: '{"data":{"id":"acc-4711"},"code":"c0de-4711-secret"}' }));
  const developer = await api.person('developer');
  const owner = await api.person('owner');
  const workspaceId = await api.workspace({ owner });
  const post = (path: string, { token }: { token: string }, body: object) =>
    request(api.app)
      .post(path)
      .set({ authorization: `Bearer ${token}` })
      .send(body)
      .expect(201);
  const manifest = exampleManifest(receiver.url);
  const subscribe = {
    ...manifest.requests!.subscribe!,
    response: [
      { name: 'account', path: '$.data.id' },
      { name: 'code', path: '$.code', secret: true },
    ],
  };
  const unsubscribe = {
    method: 'DELETE' as const,
    url: `${receiver.url}/accounts/{{response.account}}`,
    headers: { 'X-Code': '{{response.code}}' },
  };
  const made = await post('/v1/developer/apps', developer, {
    manifest: { ...manifest, requests: { subscribe, unsubscribe } },
  });
  await post(`/v1/developer/apps/${made.body.id}/versions`, developer, {});
  const body = { app: 'tag-sync', scopes: ['flow-tags:view'], authInputs: { crm_token: 'tok' } };
  const installed = await post(`/v1/workspaces/${workspaceId}/installations`, owner, body);
  const one = `/v1/workspaces/${workspaceId}/installations/${installed.body.id}`;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  api.dispatch();
  const reads = async () => (await request(api.app).get(one).set(as(owner.token))).body.status;
  await vi.waitFor(async () => expect(await reads()).toBe('active'), 10_000);
  const rows = async (table: string) => ((await dumpTables(api.services.em())).get(table) ?? []).join('\n');
  expect(await rows('installs.installations')).toContain('account');
  expect(await rows('installs.installations')).not.toMatch(/acc-4711|c0de-4711/);
  const whole = [...(await dumpTables(api.services.em())).values()].flat().join('\n');
  expect(whole).not.toContain('c0de-4711-secret');

  await request(api.app).delete(one).set(as(owner.token)).expect(200);
  const [, farewell] = await receiver.waitFor(2);
  expect(farewell).toMatchObject({ path: '/accounts/acc-4711', headers: { 'x-code': 'c0de-4711-secret' } });
  await vi.waitFor(async () => {
    const { body: told } = await request(api.app).get(`${one}/farewell`).set(as(owner.token)).expect(200);
    const erased = told.receipts[0].erased.map(({ name }: { name: string }) => name);
    expect(erased).toEqual(expect.arrayContaining(['response.account', 'response.code']));
  }, 10_000);
  const after = [...(await dumpTables(api.services.em())).values()].flat().join('\n');
  expect(after).not.toContain('c0de-4711-secret');
});
