import { createReceiver, type Receiver } from '@minimart/test-kit';
import request, { type Test } from 'supertest';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import type { TestPerson } from '../../testing/plant-people.ts';

/** A mail as the outbox has it. */
export interface SeenMail {
  subject: string;
  text: string;
}

/** A workspace with people of each role, a developer, and two published apps. */
export interface TestWorkspace extends AsyncDisposable {
  api: TestApi;
  receiver: Receiver;
  people: Record<'owner' | 'admin' | 'member' | 'other' | 'developer', TestPerson>;
  workspaceId: string;
  apps: Record<'tag-sync' | 'other-app', string>;
  /** A call below the workspace, as one of its people. */
  as(person: TestPerson, method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): Test;
  publish(slug: string, changes?: object): Promise<unknown>;
  mailsTo(person: TestPerson): Promise<SeenMail[]>;
  /** The actions of the audit log, latest last. */
  actions(): Promise<string[]>;
}

/** Opens it; the receiver answers 200 unless told otherwise, and the settings are those of any test but for `settings`. */
export async function openWorkspace(
  answer?: Parameters<typeof createReceiver>[0],
  settings?: Parameters<typeof createTestApi>[0],
): Promise<TestWorkspace> {
  const api = await createTestApi(settings);
  const receiver = await createReceiver(answer);
  const names = ['owner', 'admin', 'member', 'other', 'developer'] as const;
  const made = [];
  for (const name of names) made.push([name, await api.person(name)] as const);
  const people = Object.fromEntries(made) as TestWorkspace['people'];
  const { owner, admin, member, other, developer } = people;
  const workspaceId = await api.workspace({ owner, admin, member });
  await api.services.accountsOf(api.services.em()).addMember(workspaceId, other.userId, 'member');
  const send = (
    person: TestPerson,
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
  ) => {
    const agent = request(api.app);
    const call = agent[method](path).set({ authorization: `Bearer ${person.token}`, 'user-agent': 'Test 1.0' });
    return body === undefined ? call : call.send(body);
  };
  const publish = async (appId: string) =>
    send(developer, 'post', `/v1/developer/apps/${appId}/versions`, {}).expect(201);
  const create = async (slug: 'tag-sync' | 'other-app') => {
    const manifest = exampleManifest(receiver.url, { slug, name: slug === 'tag-sync' ? 'Tag Sync' : 'Other App' });
    const { body } = await send(developer, 'post', '/v1/developer/apps', { manifest }).expect(201);
    await publish((body as { id: string }).id);
    return (body as { id: string }).id;
  };
  const apps = { 'tag-sync': await create('tag-sync'), 'other-app': await create('other-app') };
  return {
    api,
    receiver,
    people,
    workspaceId,
    apps,
    as: (person, method, path, body) => send(person, method, `/v1/workspaces/${workspaceId}${path}`, body),
    async publish(slug, changes = {}) {
      const appId = apps[slug as 'tag-sync'];
      const manifest = exampleManifest(receiver.url, { slug, name: 'Tag Sync', ...changes });
      const path = `/v1/developer/apps/${appId}/manifest`;
      await send(developer, 'put', path, { manifest }).set('if-match', '*').expect(200);
      return publish(appId);
    },
    async mailsTo(person) {
      const { body } = await send(person, 'get', '/v1/outbox').expect(200);
      return (body as { items: SeenMail[] }).items;
    },
    async actions() {
      const { body } = await send(owner, 'get', `/v1/workspaces/${workspaceId}/audit-log?limit=100`).expect(200);
      return (body as { items: { action: string }[] }).items.map(({ action }) => action).toReversed();
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}
