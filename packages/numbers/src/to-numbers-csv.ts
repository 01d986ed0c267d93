import { stringify } from 'csv-stringify/sync';
import type { AppNumbers } from './read-numbers.ts';
import { steps } from './steps.ts';

/** The periods as CSV (RFC 4180): a line each, with its first and its last day (UTC). */
export function toNumbersCsv({ periods }: Pick<AppNumbers, 'periods'>): string {
  const lines = periods.map((period) => [period.from, period.to, ...steps.map((step) => period[step])]);
  return stringify([['from', 'to', ...steps], ...lines], { record_delimiter: 'windows' });
}
