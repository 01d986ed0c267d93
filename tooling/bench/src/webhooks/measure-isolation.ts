import { quantile } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import type { World } from './open-webhooks.ts';
import { sizes } from './sizes.ts';
import { takeTurn, type Turn } from './take-turn.ts';

type Turns = Record<'calm' | 'hanging', Turn[]>;

/** How long the healthy endpoints wait while all answer, and while one, which gets a fifth of the traffic, takes requests and never answers. */
export async function measureIsolation(
  world: World,
  { drained, tell }: { drained: number; tell: (line: string) => void },
): Promise<Line[]> {
  // Enqueuing, the receiver and PostgreSQL share the cores with the dispatcher: one turn finds the rate that keeps them half busy.
  const trial = await takeTurn(world, { rate: drained * 0.15, hangs: false });
  const rate = Math.min(trial.rate * Math.min(3, 0.5 / trial.busy), drained * 0.6);
  tell(
    `webhooks: ${perSecond(trial.rate)} keeps the cores ${percent(trial.busy)} busy; measured at ${perSecond(rate)}`,
  );
  const turns: Turns = { calm: [], hanging: [] };
  for (let pair = 0; pair < sizes.pairs; pair += 1) {
    for (const which of pair % 2 === 0 ? (['hanging', 'calm'] as const) : (['calm', 'hanging'] as const)) {
      const turn = await takeTurn(world, { rate, hangs: which === 'hanging' });
      tell(`webhooks: ${which}: p99 ${turn.p99.toFixed(1)} ms, cores ${percent(turn.busy)} busy`);
      turns[which].push(turn);
    }
  }
  return describe(turns);
}

function describe(turns: Turns): Line[] {
  const [calm, hanging] = [medians(turns.calm), medians(turns.hanging)];
  const ratios = turns.calm.map(({ p99 }, place) => turns.hanging[place]!.p99 / p99);
  const load = `${sizes.endpoints} endpoints at ${perSecond(calm.rate)} in all, one of which gets a fifth`;
  const times = `p99 ${hanging.p99.toFixed(1)} ms against ${calm.p99.toFixed(1)} ms (p50 ${hanging.p50.toFixed(1)} and ${calm.p50.toFixed(1)})`;
  const spread = `${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))} in ${sizes.pairs} pairs`;
  return [
    {
      what: `enqueue to answer at the healthy ones of ${load}: while that one hangs for good against while it answers`,
      result: `${times}; ${percent(hanging.p99 / calm.p99)} (${spread}); cores ${percent(calm.busy)} busy`,
      bar: '110 % or less',
      clears: hanging.p99 / calm.p99 <= 1.1,
    },
    {
      what: 'claims and settlements for each delivery at that steady rate (pg_stat_statements)',
      result: `${calm.statements.toFixed(3)} statements`,
    },
  ];
}

function medians(turns: readonly Turn[]): Turn {
  const of = (what: keyof Turn) => {
    const all = turns.map((turn) => turn[what]);
    return quantile(all, 0.5);
  };
  return { p50: of('p50'), p99: of('p99'), busy: of('busy'), statements: of('statements'), rate: of('rate') };
}
