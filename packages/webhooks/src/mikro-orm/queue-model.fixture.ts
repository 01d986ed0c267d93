import type { TestClock } from '@minimart/test-kit';
import { expect } from 'vitest';
import type { ClaimedDelivery, DeliveryStore, Settlement } from '../index.ts';
import { newDelivery, type openWebhooks } from './open-webhooks.fixture.ts';
import { failureOf, settlementOf } from './settlements.fixture.ts';

/** What an endpoint of the model may bear. */
export interface EndpointRules {
  maxInFlight: number | null;
  perSecond: number | null;
}

const leaseMs = 5000;
const perEndpoint = 3;

type Hooks = Awaited<ReturnType<typeof openWebhooks>>;

/** Two stores over one queue, and what must be true of it whatever is done to it. */
export interface QueueModel {
  hooks: Hooks;
  clock: TestClock;
  rules: Map<string, EndpointRules>;
  stores: [DeliveryStore, DeliveryStore];
  paused: Set<string>;
  ids: string[];
  /** Claimed and not settled, with the moment at which the lease ends. */
  held: Map<string, { claimed: ClaimedDelivery; until: number }>;
  /** When each endpoint was sent to. */
  sent: { endpointId: string; at: number }[];
  claim(store: DeliveryStore, limit: number): Promise<ClaimedDelivery[]>;
  /** Checks what the database says now. */
  check(): Promise<void>;
  /** Lets everything go, and claims and settles until nothing is left. */
  finish(): Promise<void>;
}

/** Opens endpoints with these rules. */
export async function createQueueModel(given: { hooks: Hooks; clock: TestClock; rules: EndpointRules[] }) {
  const { hooks, clock } = given;
  const rules = new Map(given.rules.map((rule, index) => [`app_${index + 2}`, rule]));
  for (const [id, limits] of rules) {
    await hooks.outbox().openEndpoint({ id });
    await hooks.outbox().limitEndpoint(id, limits);
  }
  const model: QueueModel = {
    hooks,
    clock,
    rules,
    paused: new Set(),
    ids: [],
    held: new Map(),
    sent: [],
    stores: [hooks.store(), hooks.store()],
    async claim(store, limit) {
      const before = new Set(model.paused);
      const now = clock.now().getTime();
      const claimed = await store.claim({ limit, perEndpoint, leaseMs });
      for (const one of claimed) {
        const holder = model.held.get(one.id);
        if (holder !== undefined) expect(holder.until, `${one.id} has two holders`).toBeLessThanOrEqual(now);
        if (before.has(one.endpointId)) expect(model.paused, 'paused before and after').not.toContain(one.endpointId);
        model.held.set(one.id, { claimed: one, until: now + leaseMs });
        model.sent.push({ endpointId: one.endpointId, at: now });
      }
      return claimed;
    },
    check: () => check(model),
    finish: () => finish(model),
  };
  return model;
}

/** What may be done to the queue; `chance` picks what it is done to. */
export const operations: Record<string, (model: QueueModel, chance: number) => Promise<unknown>> = {
  enqueue({ hooks, rules, ids }, chance) {
    const endpointId = pick([...rules.keys()], chance)!;
    // Few keys, so that many wait for one another; and some have none.
    const orderingKey = [undefined, 'a', 'b'][chance % 3];
    const deliveries = Array.from({ length: 1 + (chance % 4) }, () => ({ ...delivery, endpointId, orderingKey }));
    return hooks
      .outbox()
      .enqueueAll(deliveries)
      .then((enqueued) => ids.push(...enqueued.ids));
  },
  claim: ({ claim, stores }, chance) => claim(stores[chance % 2]!, 1 + (chance % 7)),
  settle: (model, chance) => settle(model, chance, (claimed) => settlementOf(claimed)),
  fail: (model, chance) => settle(model, chance, (claimed) => failureOf(claimed, { retryInMs: (chance % 4) * 1000 })),
  cancel: ({ hooks, ids }, chance) =>
    hooks.db.em().transactional((em) => hooks.outbox(em).cancel(pick(ids.slice(-20), chance) ?? '', 'not wanted')),
  retryNow: ({ hooks, ids }, chance) => hooks.outbox().retryNow(pick(ids.slice(-20), chance) ?? ''),
  replay: ({ hooks, ids }, chance) =>
    hooks.db.em().transactional((em) => hooks.outbox(em).replay(pick(ids.slice(-20), chance) ?? '')),
  async pause({ hooks, rules, paused }, chance) {
    const id = pick([...rules.keys()], chance)!;
    await hooks.outbox().pauseEndpoint(id, 'ada');
    paused.add(id);
  },
  async resume({ hooks, paused }, chance) {
    const id = pick([...paused], chance);
    if (id === undefined) return;
    paused.delete(id);
    await hooks.outbox().resumeEndpoint(id);
  },
  wait: async ({ clock }, chance) => clock.advance(chance % 1500),
  outlive: async ({ clock }, chance) => (chance % 4 === 0 ? clock.advance(leaseMs) : undefined),
};

const { request, ...about } = newDelivery('https://hooks.example.com/in');
const delivery = { ...about, request, display: request, secrets: [] }; // it can be replayed

function pick<Item>(items: readonly Item[], chance: number): Item | undefined {
  return items[chance % Math.max(items.length, 1)];
}

async function settle(model: QueueModel, chance: number, resultOf: (claimed: ClaimedDelivery) => Settlement) {
  const [id, { claimed } = { claimed: undefined }] = pick([...model.held], chance) ?? [];
  if (id === undefined || claimed === undefined) return;
  model.held.delete(id);
  await model.stores[chance % 2]!.settle([resultOf(claimed)]);
}

interface Row {
  delivery_id: string;
  endpoint_id: string;
  ordering_key: string | null;
  is_leased: boolean;
}

async function check({ hooks, clock, rules, sent }: QueueModel): Promise<void> {
  const now = clock.now();
  const rows = await hooks.db
    .em()
    .execute<Row[]>(
      `select delivery_id, endpoint_id, ordering_key, coalesce(lease_until > ?::timestamptz, false) as is_leased from webhooks.queue order by seq`,
      [now.toISOString()],
    );
  for (const [endpointId, { maxInFlight, perSecond }] of rules) {
    const own = rows.filter((row) => row.endpoint_id === endpointId);
    const inFlight = own.filter((row) => row.is_leased);
    expect(inFlight.length, `in flight to ${endpointId}`).toBeLessThanOrEqual(maxInFlight ?? perEndpoint);
    for (const key of ['a', 'b']) {
      const places = own.filter((row) => row.ordering_key === key).map((row) => row.is_leased);
      expect(places.indexOf(true), `the first of ${key} goes first`).toBeLessThanOrEqual(0);
      expect(places.filter(Boolean).length, `under way of ${key}`).toBeLessThanOrEqual(1);
    }
    if (perSecond !== null)
      checkPace(
        sent.filter((one) => one.endpointId === endpointId),
        perSecond,
      );
  }
}

function checkPace(sent: { at: number }[], perSecond: number): void {
  for (const [from, { at: start }] of sent.entries()) {
    for (const [to, { at: end }] of sent.entries()) {
      if (to < from) continue;
      const allowed = Math.max(1, perSecond) + ((end - start) / 1000) * perSecond;
      expect(to - from + 1, `sent in ${end - start} ms`).toBeLessThanOrEqual(allowed + 0.01);
    }
  }
}

async function finish(model: QueueModel): Promise<void> {
  for (const id of model.rules.keys()) await model.hooks.outbox().resumeEndpoint(id);
  model.paused.clear();
  model.clock.advance(leaseMs); // whoever holds something has died
  for (let round = 0; round < 500; round += 1) {
    const claimed = await model.claim(model.stores[round % 2]!, 10);
    await model.check();
    for (const { id } of claimed) model.held.delete(id);
    await model.stores[0].settle(claimed.map((one) => settlementOf(one)));
    const [left] = await model.hooks.db.em().execute('select 1 from webhooks.queue limit 1');
    if (left === undefined) return;
    model.clock.advance(1000);
  }
}
