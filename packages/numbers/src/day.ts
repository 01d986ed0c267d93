/** A day of UTC, written `2026-11-26` (ISO 8601). Texts of this form sort as their days do. */
export type Day = string;

/** The days that numbers are of, both ends included. */
export interface DayRange {
  from: Day;
  to: Day;
}

const dayMs = 86_400_000;

/** The day of UTC in which a moment lies. */
export function toDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** The first moment of a day. */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day that many days later, or earlier where `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return toDay(new Date(startOf(day).getTime() + count * dayMs));
}

/** How many days a range has, both ends included. */
export function daysIn({ from, to }: DayRange): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / dayMs) + 1;
}

/** Before this there was nothing to count, and before the year 1 there is no day that a database knows. */
const first: Day = '1970-01-01';

/** A day out of a text; undefined for another form, for a day that no calendar has, and for one before 1970. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < first) return undefined;
  const start = startOf(text);
  return !Number.isNaN(start.getTime()) && toDay(start) === text ? text : undefined;
}
