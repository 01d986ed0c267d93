import { parseRange } from '../log/parse-range.ts';
import { writeFilter } from '../log/write-filter.ts';
import { actionWords, type AuditAction } from './action-words.ts';

/** What the log is filtered by, as it stands in the address; an empty string is no filter. */
export interface AuditFilter {
  text: string;
  action: string;
  actor: string;
  app: string;
  from: string;
  to: string;
}

const names = ['text', 'action', 'actor', 'app', 'from', 'to'] as const;

/** The filter that an address asks for; an action that does not exist is none. */
export function parseAuditFilter(search: URLSearchParams): AuditFilter {
  const textOf = (name: (typeof names)[number], most: number) => (search.get(name) ?? '').trim().slice(0, most);
  const action = textOf('action', 40);
  return {
    text: textOf('text', 200),
    action: isAction(action) ? action : '',
    actor: textOf('actor', 100),
    app: textOf('app', 100),
    from: textOf('from', 40),
    to: textOf('to', 40),
  };
}

/** The query that leads to a filtered log. */
export function auditQuery(filter: Partial<AuditFilter>, cursor?: string): string {
  return writeFilter(names, filter, cursor);
}

/** Whether anything is filtered at all. */
export function isAuditFiltered(filter: AuditFilter): boolean {
  return names.some((name) => filter[name] !== '');
}

/** What the API is asked for, or what is wrong with the moments that were entered, by field. */
export function toAuditQuery({ text, action, actor, app, from, to }: AuditFilter) {
  const range = parseRange(from, to);
  if (!range.ok) return range;
  const query = {
    ...(text !== '' && { text }),
    ...(isAction(action) && { action }),
    ...(actor !== '' && { actor }),
    ...(app !== '' && { app }),
    ...(range.from !== undefined && { from: range.from }),
    ...(range.to !== undefined && { to: range.to }),
  };
  return { ok: true as const, query };
}

function isAction(text: string): text is AuditAction {
  return Object.hasOwn(actionWords, text);
}
