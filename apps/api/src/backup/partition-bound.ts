import { z } from 'zod';

const day = z.iso.date();

/** The days of a partition: from the first on, and up to the second, which is not in it any more. */
export interface DayRange {
  from: string;
  to: string;
}

/** Reads a bound as PostgreSQL writes those that our tables have: `default`, or a range of days. Undefined for any other. */
export function parsePartitionBound(bound: string): DayRange | 'default' | undefined {
  if (bound === 'DEFAULT') return 'default';
  const [, from, to] = /^FOR VALUES FROM \('([\d-]{10})'\) TO \('([\d-]{10})'\)$/.exec(bound) ?? [];
  if (from === undefined || to === undefined || from >= to) return undefined;
  return day.safeParse(from).success && day.safeParse(to).success ? { from, to } : undefined;
}
