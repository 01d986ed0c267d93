import { addDays, daysIn, parseDay, toDay, type Day, type DayRange } from './day.ts';
import type { Grain } from './periods.ts';

/** A range, or what is wrong with its ends, by field. */
export type ParsedRange =
  { ok: true; range: DayRange } | { ok: false; errors: { from?: string; to?: string; by?: string } };

const daysShown = 28;
const mostDays = { day: 366, week: 1_100, month: 1_100 } as const satisfies Record<Grain, number>;
const wrongDay = 'Give a day such as 2026-11-26.';

/** Reads the ends of a range; without them the last 28 days, today included. At most 366 days by day, and 1,100 by week or month. */
export function parseRange(
  asked: { from?: string | undefined; to?: string | undefined; by: Grain },
  now: Date,
): ParsedRange {
  const today = toDay(now);
  const to = asked.to === undefined ? today : parseDay(asked.to);
  const from = asked.from === undefined ? to && addDays(to, 1 - daysShown) : parseDay(asked.from);
  if (to === undefined) return { ok: false, errors: { to: wrongDay } };
  if (from === undefined) return { ok: false, errors: { from: wrongDay } };
  if (from > to) return { ok: false, errors: { to: `Give a day that is not before ${from}.` } };
  if (from > today) return { ok: false, errors: { from: `Give a day up to today, ${today}.` } };
  const most = mostDays[asked.by];
  if (daysIn({ from, to }) > most) return { ok: false, errors: { from: tooLong(asked.by, addDays(to, 1 - most)) } };
  return { ok: true, range: { from, to: to > today ? today : to } };
}

function tooLong(by: Grain, earliest: Day): string {
  const most = mostDays[by].toLocaleString('en');
  const hint = by === 'day' ? ', or count by week or by month' : '';
  return `At most ${most} days are shown by ${by}. Give ${earliest} or later${hint}.`;
}
