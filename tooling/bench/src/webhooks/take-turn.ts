import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import { moment } from './obey.ts';
import type { World } from './open-webhooks.ts';
import { pathOf } from './payload.ts';
import { sizes } from './sizes.ts';
import { watchCores } from './watch-cores.ts';

const beatMs = 20;
const hung = 0;

/** What one turn showed: from enqueuing to the answer at healthy endpoints, in milliseconds. */
export interface Turn {
  p50: number;
  p99: number;
  /** Of all cores, a part. */
  busy: number;
  statements: number;
  /** Enqueued a second. */
  rate: number;
}

/** A few seconds of traffic at a steady rate to a dispatcher of its own; the endpoint that gets a fifth of it hangs, or answers as all do. */
export async function takeTurn(world: World, { rate, hangs }: { rate: number; hangs: boolean }): Promise<Turn> {
  await world.empty();
  // A process of its own for each turn: no request hangs over from the one before.
  await using contender = await world.contend('minimart');
  await world.sink.reset({ keep: true, ...(hangs ? { hang: pathOf(hung) } : {}) });
  await contender.child.ask('start');
  await world.pool.query('select pg_stat_statements_reset()');
  const cores = watchCores();
  const begun = await enqueueSteadily(world, rate);
  const busy = cores();
  const wanted = [...begun.values()].filter(({ endpoint }) => !hangs || endpoint !== hung).length;
  await world.sink.reached(wanted, 60_000);
  const statements = await countStatements(world);
  const { arrivals, count } = await world.sink.arrivals();
  const healthy = arrivals.filter(([, path]) => path !== pathOf(hung));
  // What the first second needs to get going counts in neither.
  const from = Math.min(...[...begun.values()].map(({ at }) => at)) + 1_000;
  const waits = healthy
    .map(([id, , , answered]) => ({ answered, at: begun.get(id)!.at }))
    .filter(({ at }) => at >= from)
    .map(({ answered, at }) => answered - at);
  // Lets go of what hangs, so that the dispatcher can stop.
  await world.sink.reset();
  await contender.child.ask('stop');
  return {
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    busy,
    statements: statements / count,
    rate: (begun.size / sizes.turnMs) * 1000,
  };
}

/** An open loop: each beat enqueues its share in a transaction, whatever came of the ones before. */
async function enqueueSteadily(world: World, rate: number) {
  const begun = new Map<string, { at: number; endpoint: number }>();
  const share = Math.max(1, Math.round((rate * beatMs) / 1000));
  const first = moment();
  const under: Promise<void>[] = [];
  for (let beat = 0; beat * beatMs < sizes.turnMs; beat += 1) {
    await setTimeout(Math.max(0, first + beat * beatMs - moment()));
    const at = first + beat * beatMs;
    const endpoints = Array.from({ length: share }, (_, n) => endpointOf(beat * share + n));
    const work = world.enqueue(endpoints.map((endpoint, n) => world.deliveryTo(endpoint, beat * share + n)));
    under.push(work.then(({ ids }) => ids.forEach((id, n) => begun.set(id, { at, endpoint: endpoints[n]! }))));
  }
  await Promise.all(under);
  return begun;
}

function endpointOf(n: number): number {
  return n % 5 === 0 ? hung : 1 + (n % (sizes.endpoints - 1));
}

async function countStatements({ pool }: World): Promise<number> {
  const { rows } = await pool.query<{ calls: number }>(
    `select coalesce(sum(calls), 0)::float8 as calls from pg_stat_statements where toplevel and query ~ 'claim_deliveries|into webhooks.attempts'`,
  );
  return rows[0]!.calls;
}
