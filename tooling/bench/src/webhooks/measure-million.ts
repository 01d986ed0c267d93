import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import type { Effort } from './contenders/minimart.ts';
import { fillMillion } from './fill-million.ts';
import { drain } from './measure-drains.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

const residentBar = 400;

/** Works at a backlog of a million for a bounded time, against the small one in the same process. */
export async function measureMillion(world: World, tell: (line: string) => void): Promise<Line[]> {
  await using contender = await world.contend('minimart');
  await drain(world, { ...contender, fill: world.fill }, sizes.backlog);
  await contender.child.ask('takeEffort');
  const { rate: smallRate } = await drain(world, { ...contender, fill: world.fill }, sizes.backlog);
  const small = await contender.child.ask<Effort>('takeEffort');
  tell(`webhooks: ${perSecond(smallRate)} with ${sizes.backlog} waiting; now ${sizes.million} are enqueued`);
  await world.empty();
  await fillMillion(world, sizes.million);
  tell(`webhooks: working at them for ${sizes.millionMs / 1000} s at most`);
  await world.sink.reset();
  const begin = performance.now();
  await contender.child.ask('start');
  await Promise.race([world.sink.reached(sizes.million, sizes.millionMs + 60_000), setTimeout(sizes.millionMs)]);
  const rate = ((await world.sink.arrivals()).count / (performance.now() - begin)) * 1000;
  await contender.child.ask('stop');
  const big = await contender.child.ask<Effort>('takeEffort');
  const waiting = sizes.million.toLocaleString('en');
  return [
    {
      what: `deliveries/s with ${waiting} waiting against ${sizes.backlog.toLocaleString('en')}, ${sizes.millionMs / 1000} s at most`,
      result: `${perSecond(rate)} against ${perSecond(smallRate)}; ${percent(rate / smallRate)}`,
      bar: '75 % or more',
      clears: rate / smallRate >= 0.75,
    },
    {
      what: 'resident memory of the dispatcher then, at most',
      result: `${big.residentMiB.toFixed(0)} MiB against ${small.residentMiB.toFixed(0)} MiB`,
      bar: `${residentBar} MiB or less`,
      clears: big.residentMiB <= residentBar,
    },
    {
      what: 'time of its claim and its settlement (one statement each) then',
      result: `${shown(big)} against ${shown(small)}`,
    },
  ];
}

function shown({ claimMs, settleMs }: Effort): string {
  const [claim, settle] = [claimMs, settleMs].map(
    (all) => `p50 ${quantile(all, 0.5).toFixed(1)} ms, p99 ${quantile(all, 0.99).toFixed(1)} ms`,
  );
  return `claim ${claim}, settlement ${settle}`;
}
