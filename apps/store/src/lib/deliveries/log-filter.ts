import { parseRange } from '../log/parse-range.ts';
import { writeFilter } from '../log/write-filter.ts';

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

/** The query that leads to a filtered log. */
export function logQuery(filter: Partial<LogFilter>, cursor?: string): string {
  return writeFilter(names, filter, cursor);
}

/** Whether anything is filtered at all. */
export function isFiltered(filter: LogFilter): boolean {
  return names.some((name) => filter[name] !== '');
}

/** What the API is asked for, or what is wrong with the moments that were entered, by field. */
export function toLogQuery({ status, topic, installation, search, since, until }: LogFilter) {
  const range = parseRange(since, until);
  if (!range.ok) {
    const { from, to } = range.errors;
    return { ok: false as const, errors: { ...(from && { since: from }), ...(to && { until: to }) } };
  }
  const query = {
    ...(status !== '' && { status: status as (typeof statuses)[number] }),
    ...(topic !== '' && { topic: topic as (typeof topics)[number] }),
    ...(installation !== '' && { installationId: installation }),
    ...(search !== '' && { search }),
    ...(range.from !== undefined && { since: range.from }),
    ...(range.to !== undefined && { until: range.to }),
  };
  return { ok: true as const, query };
}
