import { createReceiver, type ReceivedRequest, type ReceiverAnswer } from '@minimart/test-kit';
import request from 'supertest';
import type { Config } from '../../config.ts';
import { allMails } from '../../testing/all-mails.ts';
import { createTestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A store with an operator, and a developer's app that a workspace may install; `answer` is what the app's server says. */
export async function openModeratedStore({
  answer = () => ({}),
  ...config
}: Partial<Config> & { answer?: (sent: ReceivedRequest) => ReceiverAnswer | Promise<ReceiverAnswer> } = {}) {
  const operators: string[] = [];
  const api = await createTestApi({ operators, ...config });
  const receiver = await createReceiver(answer);
  const [developer, owner, operator] = [
    await api.person('developer'),
    await api.person('owner'),
    await api.person('operator'),
  ];
  operators.push(operator.userId);
  const workspaceId = await api.workspace({ owner });
  await api.bot(workspaceId);
  const as = (token: string) => {
    const send =
      (method: 'post' | 'put' | 'delete') =>
      (path: string, body: object = {}, ifMatch?: string) => {
        const call = request(api.app)[method](path).set(bearer(token));
        return (ifMatch === undefined ? call : call.set('if-match', ifMatch)).send(body);
      };
    return {
      get: (path: string) => request(api.app).get(path).set(bearer(token)),
      post: send('post'),
      put: send('put'),
      delete: send('delete'),
    };
  };
  const manifest = exampleManifest(receiver.url);
  const made = await as(developer.token).post('/v1/developer/apps', { manifest }).expect(201);
  const appId: string = made.body.id;
  const installations = `/v1/workspaces/${workspaceId}/installations`;
  return {
    api,
    appId,
    manifest,
    receiver,
    workspaceId,
    ownerId: owner.userId,
    installations,
    suspension: `/v1/operator/apps/${appId}/suspension`,
    versions: `/v1/developer/apps/${appId}/versions`,
    developer: as(developer.token),
    owner: as(owner.token),
    operator: as(operator.token),
    nobody: { get: (path: string) => request(api.app).get(path) },
    install: () =>
      as(owner.token).post(installations, {
        app: 'tag-sync',
        scopes: ['flow-tags:view'],
        authInputs: { crm_token: 'x' },
      }),
    tags: (key: string) => request(api.app).get('/api/flow/tags').set(bearer(key)),
    keyOf: (sent: ReceivedRequest | undefined) => (JSON.parse(sent!.body) as { key: string }).key,
    mails: () => allMails(api.services),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}
