import { createReceiver, type ReceivedRequest } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import { openCollector, type CollectedSpan } from './testing/open-collector.ts';
import type { TestPerson } from './testing/plant-people.ts';
import { startSystem, type RunningRole, type TestSystem } from './testing/start-system.ts';

let collector: Awaited<ReturnType<typeof openCollector>>;
let system: TestSystem;
let api: RunningRole;
let owner: TestPerson;
let installations: string;
beforeAll(async () => {
  collector = await openCollector();
  system = await startSystem(collector.env);
  api = await system.start('api');
  owner = await system.person('owner');
  installations = `${api.url}/v1/workspaces/${await system.workspace({ owner })}/installations`;
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

/** Waits for the one span of which this is true. */
async function spanWhere(isIt: (span: CollectedSpan) => boolean): Promise<CollectedSpan> {
  return vi.waitFor(
    () => {
      const found = collector.spans().filter(isIt);
      expect(found).toHaveLength(1);
      return found[0]!;
    },
    { timeout: 30_000, interval: 50 },
  );
}

/** Installs an app whose server calls the platform with the key while it is still answering. */
async function install(slug: string, { traceparent }: { traceparent?: string } = {}) {
  const calls: Promise<{ status: number }>[] = [];
  const answer = ({ body, headers }: ReceivedRequest) => {
    const token = /mm_live_[A-Za-z0-9]{38}/.exec(body)?.[0] ?? '';
    const sent = traceparent ?? String(headers['traceparent']);
    calls.push(call(`${api.url}/api/flow/tags?name=a-query`, { token, headers: { traceparent: sent } }));
    return { status: 200 };
  };
  const receiver = await createReceiver(answer);
  await publishApp(api.url, await system.person('developer'), exampleManifest(receiver.url, { slug }));
  const body = { app: slug, scopes: ['flow-tags:view'], authInputs: { crm_token: 'crm-secret', list: 'x' } };
  const made = await call(installations, { method: 'POST', token: owner.token, body });
  expect(made.status).toBe(201);
  return { id: made.body.id, receiver, calls };
}

test('an install is followed from the route to its transaction, to the attempt in another process, to the platform call with the key', async () => {
  const { id, receiver, calls } = await install('traced');
  // Whoever enqueued it has long been answered, and may be gone: the trace lies with the delivery.
  const dispatcher = await system.start('dispatcher');
  const route = await spanWhere(({ name }) => name === 'POST /v1/workspaces/:workspaceId/installations');
  const [sent] = await receiver.waitFor(1);
  const [called] = await Promise.all(calls);

  expect(route).toMatchObject({ service: 'minimart-api', kind: 'SERVER', parent: undefined, hasFailed: false });
  expect(route.attributes).toEqual({
    'http.request.method': 'POST',
    'http.response.status_code': 201,
    'http.route': '/v1/workspaces/:workspaceId/installations',
    'url.scheme': 'http',
  });
  const transaction = await spanWhere(({ name, traceId }) => name === 'transaction' && traceId === route.traceId);
  expect(transaction).toMatchObject({ kind: 'CLIENT', attributes: { 'db.system.name': 'postgresql' } });

  const attempt = await spanWhere(({ name }) => name === 'delivery attempt');
  expect(attempt).toMatchObject({ service: 'minimart-dispatcher', kind: 'CONSUMER', parent: undefined });
  expect(attempt.traceId).not.toBe(route.traceId);
  expect(attempt.links).toEqual([{ traceId: route.traceId, spanId: transaction.spanId }]);
  expect(attempt.attributes).toMatchObject({
    'messaging.message.id': sent!.headers['webhook-id'],
    'minimart.attempt': 1,
    'minimart.attempt.outcome': 'delivered',
  });
  const exchange = await spanWhere(({ service, name }) => service === 'minimart-dispatcher' && name === 'POST');
  expect(exchange).toMatchObject({ kind: 'CLIENT', traceId: attempt.traceId, parent: attempt.spanId });
  expect(exchange.attributes).toEqual({
    'http.request.method': 'POST',
    'http.response.status_code': 200,
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(receiver.url).port),
    'url.scheme': 'http',
  });
  // The app's server learns of the trace of this one attempt, and nothing of who installed.
  expect(sent!.headers['traceparent']).toBe(`00-${exchange.traceId}-${exchange.spanId}-01`);
  expect(JSON.stringify(sent!.headers)).not.toContain(route.traceId);

  const use = await spanWhere(({ name }) => name === 'GET /api/flow/tags');
  expect(use).toMatchObject({ service: 'minimart-api', traceId: exchange.traceId, parent: exchange.spanId });
  expect(use.links).toEqual([{ traceId: route.traceId, spanId: transaction.spanId }]);
  expect(use.attributes).toMatchObject({ 'http.response.status_code': called!.status, 'minimart.installation.id': id });

  await vi.waitFor(() => {
    const lines = system.output().split('\n');
    expect(lines.filter((line) => line.includes(`"trace_id":"${attempt.traceId}"`)).join()).toContain(
      'delivery attempted',
    );
  }, 10_000);
  expect(await dispatcher.stop()).toBe(0);
  await receiver[Symbol.asyncDispose]();
});

test('what is left is sent when a process is told to stop, and an address, a query or an identity is in none of it', async () => {
  await system.start('dispatcher').then((dispatcher) => dispatcher.stop());
  const apart = await system.start('api');
  await call(`${apart.url}/v1/apps?query=whatifind`, {
    headers: { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'Some/1' },
  });
  await call(`${apart.url}/v1/apps/no-such-app`);
  const before = collector.spans().length;
  expect(await apart.stop()).toBe(0);
  expect(collector.spans().length).toBeGreaterThanOrEqual(before);
  expect(collector.spans().filter(({ name }) => name === 'GET /v1/apps/:slug')).toHaveLength(1);
  const all = collector.bodies().join('\n');
  for (const told of ['whatifind', 'a-query', 'no-such-app', '203.0.113.77', 'Some/1', owner.email, 'crm-secret'])
    expect(all).not.toContain(told);
  expect(collector.paths()).toEqual(new Set(['/v1/traces']));
});

test('a trace that somebody sends is continued, whatever it says of sampling, and a malformed one is none', async () => {
  const trace = 'abcdef00000000000000000000000001';
  await call(`${api.url}/v1/scopes`, { headers: { traceparent: `00-${trace}-00000000000000aa-00`, baggage: 'a=b' } });
  const span = await spanWhere(({ traceId }) => traceId === trace);
  expect(span).toMatchObject({ name: 'GET /v1/scopes', parent: '00000000000000aa' });
  await call(`${api.url}/v1/categories/none`, { headers: { traceparent: `00-${trace}-xyz-01` } });
  const alone = await spanWhere(
    ({ name, attributes }) => name === 'GET' && attributes['http.response.status_code'] === 404,
  );
  expect(alone.parent).toBeUndefined();
});

test('without a collector nothing is traced, kept or sent to an app’s server', async () => {
  await using quiet = await startSystem();
  const role = await quiet.start('api');
  await quiet.start('dispatcher');
  const one = await quiet.person('owner');
  const url = `${role.url}/v1/workspaces/${await quiet.workspace({ owner: one })}/installations`;
  await using receiver = await createReceiver();
  await publishApp(role.url, await quiet.person('developer'), exampleManifest(receiver.url, { slug: 'quiet' }));
  const body = { app: 'quiet', scopes: ['flow-tags:view'], authInputs: { crm_token: 'x', list: 'x' } };
  const headers = { traceparent: '00-abcdef00000000000000000000000002-00000000000000aa-01' };
  await call(url, { method: 'POST', token: one.token, body, headers });
  const [sent] = await receiver.waitFor(1);
  expect(sent!.headers['traceparent']).toBeUndefined();
  expect(await quiet.em().execute('select trace_parent from webhooks.deliveries')).toEqual([{ trace_parent: null }]);
  expect(quiet.output()).not.toContain('trace_id');
});
