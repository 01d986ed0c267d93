import { addDays, startOf, type Day, type DayRange } from './day.ts';

/** By what numbers are added up. A week begins on Monday (ISO 8601). */
export const grains = ['day', 'week', 'month'] as const;

/** One of `grains`. */
export type Grain = (typeof grains)[number];

/** The periods that a range meets, one after the other and without a gap; the first and the last are cut off at its ends. */
export function periodsOf({ from, to }: DayRange, by: Grain): DayRange[] {
  const periods: DayRange[] = [];
  for (let start = from; start <= to;) {
    const last = lastDayOf(start, by);
    periods.push({ from: start, to: last < to ? last : to });
    start = addDays(last, 1);
  }
  return periods;
}

function lastDayOf(day: Day, by: Grain): Day {
  if (by === 'day') return day;
  const start = startOf(day);
  if (by === 'week') return addDays(day, (7 - start.getUTCDay()) % 7);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}
