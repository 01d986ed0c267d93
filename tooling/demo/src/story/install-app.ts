import { Webhook } from 'standardwebhooks';
import type { Call } from '../system/caller.ts';
import type { Received } from '../system/receiver.ts';
import { expectThat } from '../telling/expect-that.ts';
import type { Installation, PublishedApp, Story } from './story.ts';
import { until } from './until.ts';
import { ownersInputs } from './story-manifest.ts';

/** The installation and the key that the receiver was handed. */
export interface Installed {
  installation: Installation;
  key: string;
}

/** Chapter: the owner consents, leaving one optional scope out; the receiver gets the key in a signed request. */
export async function installApp(story: Story, app: PublishedApp): Promise<Installed> {
  const { call, telling, demo, receiver } = story;
  const { token, workspaceId } = demo.accounts.owner;
  telling.chapter('An owner installs it, with one optional scope left out');

  // A server may use the key while it is still answering, so the receiver tries it then.
  let whileAnswering = 0;
  receiver.onRequest = async (request) => {
    const { key = '' } = JSON.parse(request.payload) as { key?: string };
    if (key !== '') whileAnswering = (await call({ path: '/api/flow/tags', token: key })).status;
    return 200;
  };

  const installation = await telling.step('agrees to flow-tags:view and sub-flows:send, double-clicking', async () => {
    const body = {
      app: app.slug,
      version: app.version,
      scopes: ['flow-tags:view', 'sub-flows:send'],
      authInputs: ownersInputs,
    };
    const request: Call = {
      method: 'POST',
      path: `/v1/workspaces/${workspaceId}/installations`,
      token,
      body,
      idempotencyKey: crypto.randomUUID(),
    };
    const [answer, second] = await Promise.all([call<Installation>(request), call<Installation>(request)]);
    expectThat(answer.status === 201, `Expected 201, got ${answer.status}: ${JSON.stringify(answer.body)}`);
    expectThat(second.body.id === answer.body.id, 'A double click should be one installation.');
    const { id, status, key } = answer.body;
    expectThat(
      key !== null && !('plainKey' in answer.body),
      'The start and end of a key were expected, and not the key.',
    );
    return { shows: `201  ${id}, ${status}, key ${key.start}…${key.lastFour}`, value: answer.body };
  });

  const request = await telling.step('the receiver gets a Subscribe Request', async () => {
    const received = await receiver.nth(1);
    return { shows: `${received.method} ${received.path}`, value: received };
  });

  const key = await telling.step('its signature is right (checked with standardwebhooks)', async () => {
    const sent = new Webhook(app.signingSecret).verify(request.payload, request.headers as Record<string, string>);
    return { shows: `webhook-id ${String(request.headers['webhook-id'])}`, value: (sent as { key: string }).key };
  });

  await telling.check('the four system fields are right', async () =>
    systemFields(request, { app, workspaceId, installation, key }),
  );

  await telling.check('the auth inputs arrive as they were typed', async () => {
    const { inputs } = JSON.parse(request.payload) as { inputs: { token: string; mirror: string; wait: number } };
    const { crm_token: crmToken, mirror, waitMinutes } = ownersInputs;
    expectThat(
      inputs.token === crmToken && inputs.mirror === mirror && inputs.wait === waitMinutes,
      `Not as typed: ${JSON.stringify(Object.keys(inputs))}`,
    );
    return 'text with quotes and braces, a choice, a number';
  });

  await telling.check('the key works while the receiver is still answering', async () => {
    expectThat(whileAnswering === 200, `Expected 200, got ${whileAnswering}.`);
    return '200  GET /api/flow/tags';
  });

  const active = await telling.step('the installation becomes active', async () => {
    const path = `/v1/workspaces/${workspaceId}/installations/${installation.id}`;
    const found = await until(
      async () => (await call<Installation>({ path, token })).body,
      ({ status }) => status === 'active',
    );
    expectThat(
      found.scopes.toSorted().join() === 'flow-tags:view,sub-flows:send',
      `It has the scopes ${found.scopes.join(', ')}.`,
    );
    expectThat(
      !JSON.stringify(found).includes(ownersInputs.crm_token.slice(0, 5)),
      'The secret auth input should not be shown.',
    );
    return { shows: `200  active, ${found.scopes.join(' + ')}`, value: found };
  });
  return { installation: active, key };
}

interface Expected {
  app: PublishedApp;
  workspaceId: string;
  installation: Installation;
  key: string;
}

function systemFields({ path, headers, payload }: Received, { app, workspaceId, installation, key }: Expected): string {
  const sent = JSON.parse(payload) as Record<'app' | 'version' | 'workspace', string>;
  expectThat(path === `/subscribe/${workspaceId}?v=${app.version}`, `The address is ${path}.`);
  expectThat(headers['x-app'] === app.id && sent.app === app.id, `app_id is ${sent.app}.`);
  expectThat(
    sent.version === app.version && sent.workspace === workspaceId,
    'app_version and workspace_id should be those of the install.',
  );
  const { start, lastFour } = installation.key ?? { start: '', lastFour: '' };
  expectThat(
    key.startsWith(start) && key.endsWith(lastFour) && key.length > 40,
    'api_key should be the key that was announced.',
  );
  return 'api_key, app_id, app_version, workspace_id';
}
