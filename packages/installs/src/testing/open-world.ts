import type { ManifestInput } from '@minimart/app-manifest';
import { isRefusal, type Refusal } from '@minimart/problem';
import type { InstallCommand } from '../install-app.ts';
import { installApp } from '../install-app.ts';
import type { DeliveryStatus } from '../installation.ts';
import type { InstallPorts } from '../ports.ts';
import { settleInstallations } from '../settle-installations.ts';
import type { SettledLifecycleRequest } from '../settled-lifecycle-request.ts';
import { createFakePorts } from './create-fake-ports.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';

/** A manifest with everything: a required and an optional scope, a secret and a plain input, both requests. */
export const fullManifest = {
  name: 'Tag Sync',
  slug: 'tag-sync',
  summary: 'Keeps tags the same.',
  scopes: [
    { id: 'flow-tags:view', reason: 'To read the tags we mirror.' },
    { id: 'sub-flows:send', reason: 'To greet a new lead.', optional: true },
  ],
  authInputs: [
    { name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true },
    { name: 'list', type: 'string', title: 'List', required: true },
    { name: 'batch', type: 'number', title: 'Batch size' },
  ],
  requests: {
    subscribe: {
      method: 'POST',
      url: 'https://hooks.example.com/{{workspace_id}}',
      query: { v: '{{app_version}}' },
      headers: { 'X-List': '{{auth.list}}' },
      body: { json: { key: '{{api_key}}', token: '{{auth.crm_token}}', batch: '{{auth.batch}}' } },
    },
    unsubscribe: {
      method: 'POST',
      url: 'https://hooks.example.com/{{workspace_id}}/gone',
      body: { json: { token: '{{auth.crm_token}}' } },
    },
  },
} satisfies ManifestInput;

/** What an owner would fill in for `fullManifest`; the secret is easy to search for. */
export const filledIn = { crm_token: 'crm-SECRET-1', list: 'leads', batch: '20' };

/** A test's world: fake ports over a real or a memory store, and the steps that tests share. */
export async function openWorld(open: OpenInstallationStore) {
  const opened = await open();
  let now = new Date('2026-11-23T12:00:00.000Z');
  const fakes = createFakePorts({ clock: { now: () => now } });
  const act = <Result>(work: (ports: InstallPorts) => Promise<Result>): Promise<Result> =>
    opened.transaction((store, farewells) => work({ ...fakes, store, farewells }));
  const app = fakes.publish('app_one', '1.0.0', fullManifest);
  const install = (given: Partial<InstallCommand> = {}) =>
    act((ports) =>
      installApp(ports, {
        workspaceId: 'ws_one',
        userId: 'usr_owner',
        app,
        scopes: ['flow-tags:view'],
        authInputs: filledIn,
        ...given,
      }),
    );
  return {
    ...fakes,
    app,
    act,
    install,
    advance(ms: number) {
      now = new Date(now.getTime() + ms);
      return now;
    },
    /** The stored record, sealed inputs and all. */
    stored: (id: string) => act((ports) => ports.store.find(id)),
    /** Lets the latest delivery come to this end, as the dispatcher would tell it. */
    settle(status: DeliveryStatus, given: Partial<SettledLifecycleRequest> = {}) {
      const delivery = fakes.enqueued.at(-1);
      if (delivery === undefined) throw new Error('Nothing was enqueued.');
      delivery.status = status;
      const { id, topic, subject } = delivery;
      const facts = { statusCode: null, message: null, error: null, nextAttemptAt: null, attempt: 1, ...given };
      return act((ports) => settleInstallations(ports, [{ id, topic, subject, status, ...facts }]));
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** The refusal that a call ends in; fails the test when it succeeds or throws something else. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isRefusal(thrown)) throw new Error('No refusal was thrown.', { cause: thrown });
  return thrown;
}
