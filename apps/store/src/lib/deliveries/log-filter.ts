import { parseMoment } from './parse-moment.ts';

/** What the log is filtered by, as it stands in the address; an empty string is no filter. */
export interface LogFilter {
  status: string;
  topic: string;
  installation: string;
  search: string;
  since: string;
  until: string;
}

const names = ['status', 'topic', 'installation', 'search', 'since', 'until'] as const;
const statuses = ['pending', 'delivered', 'failed'] as const;
const topics = ['subscribe', 'unsubscribe', 'dataErasure'] as const;

/** The filter that an address asks for; a status or a topic that does not exist is none. */
export function parseLogFilter(search: URLSearchParams): LogFilter {
  const textOf = (name: (typeof names)[number], most: number) => (search.get(name) ?? '').trim().slice(0, most);
  return {
    status: statuses.find((status) => status === textOf('status', 20)) ?? '',
    topic: topics.find((topic) => topic === textOf('topic', 20)) ?? '',
    installation: textOf('installation', 100),
    search: textOf('search', 200),
    since: textOf('since', 40),
    until: textOf('until', 40),
  };
}

/** The query that leads to a filtered log, with its question mark; what is empty is left out, so that every state has one address. */
export function logQuery(filter: Partial<LogFilter>, cursor?: string): string {
  const query = new URLSearchParams();
  for (const name of names) if (filter[name]) query.set(name, filter[name]);
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `?${query}` : '';
}

/** Whether anything is filtered at all. */
export function isFiltered(filter: LogFilter): boolean {
  return names.some((name) => filter[name] !== '');
}

/** What the API is asked for, or what is wrong with the moments that were entered, by field. */
export function toLogQuery({ status, topic, installation, search, since, until }: LogFilter) {
  const [from, to] = [parseMoment(since), parseMoment(until)];
  const errors: { since?: string; until?: string } = {};
  if (since !== '' && from === undefined) errors.since = wrongMoment;
  if (until !== '' && to === undefined) errors.until = wrongMoment;
  if (from !== undefined && to !== undefined && from >= to)
    errors.until = 'Give a moment after the one it begins with.';
  if (errors.since !== undefined || errors.until !== undefined) return { ok: false as const, errors };
  const query = {
    ...(status !== '' && { status: status as (typeof statuses)[number] }),
    ...(topic !== '' && { topic: topic as (typeof topics)[number] }),
    ...(installation !== '' && { installationId: installation }),
    ...(search !== '' && { search }),
    ...(from !== undefined && { since: from }),
    ...(to !== undefined && { until: to }),
  };
  return { ok: true as const, query };
}

/** What is said at a field whose date and time cannot be read. */
export const wrongMoment = 'Give a date and a time in UTC, such as 2026-11-26 08:00.';
