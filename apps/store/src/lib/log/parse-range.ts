import { m } from '@minimart/messages';

import { parseMoment } from './parse-moment.ts';

/** What is said at a field whose date and time cannot be read. */
export const wrongMoment = m.workspace_moment_wrong;

/** The moments between which a log is shown, as ISO 8601, each undefined where its field is empty; or what is wrong with them, by field. */
export function parseRange(from: string, to: string) {
  const [start, end] = [parseMoment(from), parseMoment(to)];
  const errors: { from?: string; to?: string } = {};
  if (from !== '' && start === undefined) errors.from = wrongMoment();
  if (to !== '' && end === undefined) errors.to = wrongMoment();
  if (start !== undefined && end !== undefined && start >= end) errors.to = m.workspace_moment_before();
  if (errors.from !== undefined || errors.to !== undefined) return { ok: false as const, errors };
  return { ok: true as const, from: start, to: end };
}
