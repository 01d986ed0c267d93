import type { Day, DayRange } from './day.ts';
import { periodsOf, type Grain } from './periods.ts';
import { rateOf, type Rate } from './rate-of.ts';
import { steps, type MoveStep, type Step, type StepCounts, type ViewStep } from './steps.ts';
import type { UninstallReason } from './uninstall-reason.ts';

/** How often a step was taken on one day. */
export interface DayCount<Taken extends Step = Step> {
  day: Day;
  step: Taken;
  count: number;
}

/** A note that somebody left, without who they were. */
export interface Note {
  day: Day;
  reason: UninstallReason | null;
  note: string;
}

/** What was said by those who left. */
export interface Words {
  reasons: { reason: UninstallReason; count: number }[];
  /** Latest first. */
  notes: Note[];
}

/** Installations that there are now, and those of them that are active. */
export interface Standing {
  installed: number;
  active: number;
}

/** Where the numbers of one app come from. */
export interface NumberPorts {
  /** What this package counts itself, and since when; null when nobody has looked yet. */
  views(range: DayRange): Promise<{ counts: DayCount<ViewStep>[]; since: Day | null }>;
  /** The steps of its installations and how many there are now, without those that only try the app. */
  moves(range: DayRange): Promise<{ steps: DayCount<MoveStep>[]; standing: Standing }>;
  words(range: DayRange): Promise<Words>;
}

/** The numbers of an app over a range of days. */
export interface AppNumbers {
  range: DayRange;
  by: Grain;
  viewsSince: Day | null;
  totals: StepCounts;
  /** Of those who took the step before, how many took this one. */
  rates: { consents: Rate | null; installed: Rate | null; active: Rate | null };
  standing: Standing;
  /** Every period of the range, the first one first, also where nothing happened. */
  periods: (DayRange & StepCounts)[];
  words: Words;
}

/** Adds up what the ports know of a range. */
export async function readNumbers(ports: NumberPorts, range: DayRange, by: Grain): Promise<AppNumbers> {
  const { counts, since } = await ports.views(range);
  const moves = await ports.moves(range);
  const periods = periodsOf(range, by).map((period) => ({ ...period, ...none() }));
  for (const { day, step, count } of [...counts, ...moves.steps]) {
    const period = periods.find(({ from, to }) => from <= day && day <= to);
    if (period !== undefined) period[step] += count;
  }
  const totals = none();
  for (const period of periods) for (const step of steps) totals[step] += period[step];
  const { views, consents, installed, active } = totals;
  return {
    range,
    by,
    viewsSince: since,
    totals,
    rates: {
      consents: rateOf(consents, views),
      installed: rateOf(installed, consents),
      active: rateOf(active, installed),
    },
    standing: moves.standing,
    periods,
    words: await ports.words(range),
  };
}

const none = (): StepCounts => ({ views: 0, consents: 0, installed: 0, active: 0, failed: 0, uninstalled: 0 });
