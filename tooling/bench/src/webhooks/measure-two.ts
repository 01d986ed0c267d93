import { quantile } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import { untilNone } from './open-contender.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';

/** One dispatcher process, then two of them, in turns on the same backlog; and whether each request came exactly once. */
export async function measureTwo(world: World, tell: (line: string) => void): Promise<Line> {
  await using one = await world.contend('minimart');
  await using other = await world.contend('minimart');
  const rates = { alone: [] as number[], both: [] as number[] };
  let [unseen, again] = [0, 0];
  for (let round = -1; round < sizes.rounds; round += 1) {
    const count = round < 0 ? sizes.backlog / 10 : sizes.backlog;
    for (const which of ['alone', 'both'] as const) {
      const workers = (which === 'both' ? [one, other] : [round % 2 === 0 ? one : other]).map(({ child }) => child);
      await world.empty();
      await world.fill(count);
      await world.pool.query('checkpoint');
      await world.sink.reset({ keep: true });
      const begin = performance.now();
      await Promise.all(workers.map((child) => child.ask('start')));
      await world.sink.reached(count, 5 * 60_000);
      await untilNone(() => workers[0]!.ask('left'), 60_000);
      const rate = (count / (performance.now() - begin)) * 1000;
      await Promise.all(workers.map((child) => child.ask('stop')));
      tell(`webhooks: ${which}: ${perSecond(rate)}`);
      const { arrivals } = await world.sink.arrivals();
      const seen = new Set(arrivals.map(([id]) => id));
      unseen += count - seen.size;
      again += arrivals.length - seen.size;
      if (round >= 0) rates[which].push(rate);
    }
  }
  const [alone, both] = [quantile(rates.alone, 0.5), quantile(rates.both, 0.5)];
  const times =
    unseen === 0 && again === 0 ? 'each webhook-id came exactly once' : `${unseen} never came, ${again} came again`;
  return {
    what: 'two dispatcher processes on one backlog against one (processes, PostgreSQL and the receiver share the cores)',
    result: `${perSecond(both)} against ${perSecond(alone)}, ${percent(both / alone)}; ${times}`,
    bar: 'each exactly once',
    clears: unseen === 0 && again === 0,
  };
}
