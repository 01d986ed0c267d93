import { readFile } from 'node:fs/promises';
import { createReceiver } from '@minimart/test-kit';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { createTestApi } from './testing/create-test-api.ts';

const read = (path: string) => readFile(new URL(`../../../deploy/${path}`, import.meta.url), 'utf8');

/** The expressions of the dashboard and of the alerts. */
async function expressions(): Promise<string[]> {
  const { panels } = JSON.parse(await read('grafana/minimart.json')) as { panels: { targets: { expr: string }[] }[] };
  const { groups } = parse(await read('prometheus/alerts.yaml')) as { groups: { rules: { expr: string }[] }[] };
  return [...panels.flatMap(({ targets }) => targets), ...groups.flatMap(({ rules }) => rules)].map(({ expr }) => expr);
}

/** The metrics of an expression, each with the labels and values it is asked by. */
function askedOf(expr: string): { metric: string; labels: [name: string, value: string | undefined][] }[] {
  const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names]) =>
    names!.split(',').map((name) => name.trim()),
  );
  return [...expr.matchAll(/\b((?:minimart|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)].map(([, metric, inner = '']) => ({
    metric: metric!,
    labels: [
      ...[...inner.matchAll(/(\w+)=(~?)"([^"]*)"/g)].map(
        ([, name, isPattern, value]) => [name!, isPattern ? undefined : value] as [string, string | undefined],
      ),
      ...grouped.map((name) => [name, undefined] as [string, undefined]),
    ],
  }));
}

/** All series of the metrics of every role, once everything that is counted has happened. */
async function allSeries(): Promise<string[]> {
  await using receiver = await createReceiver();
  await using api = await createTestApi();
  const { services, app } = api;
  const sent = { method: 'POST', url: receiver.url, headers: {}, body: null };
  await services.inTransaction(async (em) => {
    const outbox = services.outboxOf(em);
    await outbox.openEndpoint({ id: 'app_1' });
    await outbox.enqueue({
      endpointId: 'app_1',
      topic: 'subscribe',
      subject: 'ins_1',
      tenant: 'ws_1',
      request: sent,
      display: sent,
      secrets: [],
    });
  });
  api.dispatch();
  await receiver.waitFor(1);
  const owner = await api.person('owner');
  await request(app).get('/v1/apps').expect(200);
  await request(app).get('/api/flow/tags').expect(401);
  const installations = `/v1/workspaces/${await api.workspace({ owner })}/installations`;
  await request(app).post(installations).set('authorization', `Bearer ${owner.token}`).send({ app: 'none' });
  const text = await vi.waitFor(async () => {
    const answer = await request(app).get('/metrics').expect(200);
    expect(answer.text).toContain('minimart_delivery_attempts_total{');
    return answer.text;
  }, 30_000);
  const ofStore = ['kept', 'rendered'].map((from) => `minimart_store_pages_total{from="${from}"} 0`);
  return [
    ...text.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
    ...ofStore,
    'minimart_store_answers_total{status="2xx"} 0',
  ];
}

test('each metric and label of the dashboard and of the alerts is one that there is', async () => {
  const series = await allSeries();
  const asked = (await expressions()).flatMap(askedOf);
  expect(asked.length).toBeGreaterThan(25);
  for (const { metric, labels } of asked) {
    const found = series.filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `));
    expect(found, metric).not.toEqual([]);
    for (const [name, value] of labels) {
      // Given by Prometheus to what it scrapes.
      if (name === 'instance') continue;
      const isThere = found.some((line) =>
        (value === undefined
          ? new RegExp(`[{,]${name}="`)
          : new RegExp(`[{,]${name}="${value.replaceAll(/[.*+?^$()[\]\\]/g, '\\$&')}"`)
        ).test(line),
      );
      // A status that has not come up yet is none that cannot.
      if (value === undefined || name !== 'status')
        expect(isThere, `${name}="${value ?? '...'}" of ${metric}`).toBe(true);
    }
  }
});

test('an expression that asks for what is not there is found out', () => {
  const [first] = askedOf('sum by (nope) (rate(minimart_nothing_total{route="/v1/apps"}[5m]))');
  expect(first).toEqual({
    metric: 'minimart_nothing_total',
    labels: [
      ['route', '/v1/apps'],
      ['nope', undefined],
    ],
  });
});

test('labels take few values: addresses, methods and statuses that a client makes up make no series', async () => {
  await using api = await createTestApi();
  const count = async () => (await request(api.app).get('/metrics')).text.split('\n').length;
  await request(api.app).get('/nothing/0');
  const before = await count();
  for (let n = 1; n < 40; n += 1) await request(api.app).get(`/nothing/${n}?x=${n}`);
  expect(await count()).toBe(before);
});
