import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import type { Line } from '../report.ts';
import { moment } from './obey.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

/** From before the transaction that enqueues, in this process, to the first byte at the receiver, sent by another. */
export async function measureLatency(world: World): Promise<Line[]> {
  await using contender = await world.contend('minimart');
  await world.empty();
  await contender.child.ask('start');
  await oneByOne(world, 20);
  const alone = await oneByOne(world, sizes.single);
  const steady = await fiftyASecond(world);
  await contender.child.ask('stop');
  const what =
    'from before the enqueuing transaction to the first byte at the receiver (one process enqueues and rings, another sends)';
  return [
    { what: `${what}, one at a time, ${sizes.single} deliveries`, result: shown(alone) },
    { what: `${what}, 50/s for ${sizes.steadyMs / 1000} s`, result: shown(steady) },
  ];
}

async function oneByOne(world: World, count: number): Promise<number[]> {
  const begun = new Map<string, number>();
  await world.sink.reset({ keep: true });
  for (let n = 0; n < count; n += 1) {
    await enqueueOne(world, n, begun);
    await world.sink.reached(n + 1, 10_000);
    // The next one finds a dispatcher that waits.
    await setTimeout(5 + Math.random() * 10);
  }
  return waits(world, begun);
}

async function fiftyASecond(world: World): Promise<number[]> {
  const begun = new Map<string, number>();
  const count = Math.round(sizes.steadyMs / 20);
  await world.sink.reset({ keep: true });
  const first = moment();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    await setTimeout(Math.max(0, first + n * 20 - moment()));
    sent.push(enqueueOne(world, n, begun));
  }
  await Promise.all(sent);
  await world.sink.reached(count, 20_000);
  return waits(world, begun);
}

async function enqueueOne(world: World, n: number, begun: Map<string, number>): Promise<void> {
  const begin = moment();
  const { ids } = await world.enqueue([world.deliveryTo(n % sizes.endpoints, n)]);
  begun.set(ids[0]!, begin);
}

async function waits(world: World, begun: ReadonlyMap<string, number>): Promise<number[]> {
  const { arrivals } = await world.sink.arrivals();
  return arrivals.map(([id, , firstByte]) => firstByte - begun.get(id)!);
}

const shown = (all: number[]) => `p50 ${quantile(all, 0.5).toFixed(1)} ms, p99 ${quantile(all, 0.99).toFixed(1)} ms`;
