import { setTimeout } from 'node:timers/promises';
import { findFreePort } from '@minimart/postgres-server';
import { createReceiver } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exampleManifest } from './testing/example-manifest.ts';
import { call, publishApp } from './testing/install-client.ts';
import { startSystem, type TestSystem } from './testing/start-system.ts';

let system: TestSystem;
beforeAll(
  async () =>
    void (system = await startSystem({
      MINIMART_DRAIN_SECONDS: '5',
      MINIMART_DELIVERY_TIMEOUT_MS: '5000',
      MINIMART_DELIVERY_LEASE_MS: '10000',
    })),
);
afterAll(() => system[Symbol.asyncDispose]());

test('an api that is told to stop under load first says that it is not ready, and loses no request', async () => {
  const opsPort = await findFreePort();
  const [going, staying] = [
    await system.start('api', { MINIMART_OPS_PORT: String(opsPort) }),
    await system.start('api'),
  ];
  const ready = () =>
    fetch(`http://127.0.0.1:${opsPort}/health/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  expect(await ready()).toBe(200);
  // As a balancer does: it asks often, and sends nothing more to what is not ready.
  let target = going.url;
  const over = new AbortController();
  const balance = async () => {
    while (!over.signal.aborted) {
      if ((await ready()) !== 200) target = staying.url;
      await setTimeout(50);
    }
  };
  const answered = { going: 0, staying: 0 };
  const failed: unknown[] = [];
  const ask = async () => {
    while (!over.signal.aborted) {
      const from = target;
      try {
        const answer = await fetch(`${from}/v1/scopes`);
        await answer.text();
        if (answer.status !== 200) failed.push(answer.status);
        answered[from === going.url ? 'going' : 'staying'] += 1;
      } catch (error) {
        failed.push(error);
      }
    }
  };
  const all = [balance(), ...Array.from({ length: 8 }, ask)];
  await vi.waitFor(() => expect(answered.going).toBeGreaterThan(50), 30_000);
  const stopped = going.stop();
  await vi.waitFor(async () => expect(await ready()).toBe(503), 10_000);
  expect(await stopped).toBe(0);
  const before = answered.staying;
  await vi.waitFor(() => expect(answered.staying).toBeGreaterThan(before + 50), 30_000);
  over.abort();
  await Promise.all(all);
  expect(failed).toEqual([]);
  await expect(fetch(`${going.url}/health/live`)).rejects.toThrow();
});

test('a dispatcher that is told to stop under load finishes what it sends, gives back the rest, and another sends that', async () => {
  const api = await system.start('api');
  const owner = await system.person('owner');
  await using receiver = await createReceiver(() => ({ delayMs: 400 }));
  const developer = await system.person('developer');
  const apps = 12;
  for (let n = 0; n < apps; n += 1) {
    await publishApp(api.url, developer, exampleManifest(receiver.url, { slug: `stop-${n}` }));
    const url = `${api.url}/v1/workspaces/${await system.workspace({ owner })}/installations`;
    const body = { app: `stop-${n}`, scopes: ['flow-tags:view'], authInputs: { crm_token: 'x', list: 'y' } };
    expect((await call(url, { method: 'POST', token: owner.token, body })).status).toBe(201);
  }
  const first = await system.start('dispatcher');
  await receiver.waitFor(1);
  expect(await first.stop()).toBe(0);
  const [left] = await system
    .em()
    .execute<{ leased: number }[]>('select count(*)::int as leased from webhooks.queue where lease_until is not null');
  expect(left!.leased).toBe(0);
  await system.start('dispatcher');
  const settled = () =>
    system
      .em()
      .execute<{ n: number; tries: number }[]>(
        `select count(*)::int as n, sum(attempts)::int as tries from webhooks.deliveries where status = 'delivered'`,
      );
  await vi.waitFor(async () => expect((await settled())[0]).toEqual({ n: apps, tries: apps }), 30_000);
  // Each arrived once: nothing that was under way was cut, and nothing was sent again.
  expect(receiver.requests).toHaveLength(apps);
});
