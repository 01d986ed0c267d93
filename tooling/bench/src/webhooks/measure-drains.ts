import { quantile } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import type { Drained, Measured } from './open-contender.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

interface Entry {
  key: string;
  contender: string;
  isAlike: boolean;
}

const entriesOf = (hasRedis: boolean): Entry[] => {
  const queues = ['minimal-loop', 'graphile-worker', 'pg-boss', ...(hasRedis ? ['bullmq'] : [])];
  const entry = (contender: string, isAlike: boolean) => ({ key: `${contender} ${isAlike}`, contender, isAlike });
  return [
    entry('minimart', true),
    ...queues.map((contender) => entry(contender, true)),
    entry('bare-sender', false),
    ...queues.map((contender) => entry(contender, false)),
  ];
};

/** Works off the same backlog with every contender in turns; answers the lines and our own rate. */
export async function measureDrains(
  world: World,
  tell: (line: string) => void,
): Promise<{ lines: Line[]; rate: number }> {
  await using opened = new AsyncDisposableStack();
  const contenders = new Map<string, Measured>();
  const entries = entriesOf(world.redis !== undefined);
  for (const { key, contender, isAlike } of entries) {
    const one = opened.use(await world.contend(contender, { isAlike }));
    contenders.set(key, contender === 'minimart' ? { ...one, fill: world.fill } : one);
  }
  const drained = new Map<string, Drained[]>([...contenders.keys()].map((key) => [key, []]));
  for (let round = -1; round < sizes.rounds; round += 1) {
    const keys = entries.filter(({ isAlike }) => isAlike || round < sizes.otherRounds).map(({ key }) => key);
    // Another one goes first each time.
    for (const [place] of keys.entries()) {
      const key = keys[(place + round + keys.length) % keys.length]!;
      // The first turn warms up: code is compiled for real after some ten thousand deliveries only, as it is in a process that runs for weeks.
      const one = await drain(world, contenders.get(key)!, sizes.backlog);
      tell(
        `webhooks: ${contenders.get(key)!.name}: ${perSecond(one.rate)}, ${one.processorMicros.toFixed(0)} µs of its processor time each${round < 0 ? ' (warming up)' : ''}`,
      );
      if (round >= 0) drained.get(key)!.push(one);
    }
  }
  const all = (key: string, what: keyof Drained) => drained.get(key)!.map((one) => one[what]);
  const median = (key: string) => quantile(all(key, 'rate'), 0.5);
  const ours = all(entries[0]!.key, 'rate');
  const lines = entries.map(({ key, contender, isAlike }): Line => {
    const { name } = contenders.get(key)!;
    const rates = all(key, 'rate');
    const micros = quantile(all(key, 'processorMicros'), 0.5);
    const shown = `${perSecond(median(key))} (${perSecond(Math.min(...rates))} to ${perSecond(Math.max(...rates))}), ${micros.toFixed(0)} µs of its own processor time each`;
    if (contender === 'minimart') {
      const what = `deliveries/s of ${name}, one dispatcher, ${sizes.backlog.toLocaleString('en')} waiting`;
      return { what, result: shown };
    }
    // Of the same round: a shared machine is half as fast again at one time as at another.
    const part = quantile(
      rates.map((rate, round) => ours[round]! / rate),
      0.5,
    );
    const what = `deliveries/s of ${name}${isAlike ? ' doing the same work' : ''}`;
    const result = `${shown}; ours is ${percent(part)} of it (median of ${rates.length} rounds)`;
    if (!isAlike) return { what, result };
    const least = contender === 'minimal-loop' ? 0.7 : 1;
    return { what, result, bar: least === 1 ? 'ours is faster' : '70 % or more', clears: part >= least };
  });
  if (world.redis === undefined)
    lines.push({ what: 'deliveries/s of BullMQ', result: 'not measured: there is no redis-server here' });
  return { lines, rate: median(entries[0]!.key) };
}

/** Fills a queue and works it off, without what the fill, or whoever had the turn before, left for the server to do. */
export async function drain({ pool, empty }: World, contender: Measured, count: number): Promise<Drained> {
  await empty();
  await contender.fill(count);
  await pool.query('vacuum (analyze)');
  await pool.query('checkpoint');
  return contender.drain(count);
}
