import { parseMoment } from '../deliveries/parse-moment.ts';
import { wrongMoment } from '../deliveries/log-filter.ts';
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

/** The query that leads to a filtered log, with its question mark; what is empty is left out. */
export function auditQuery(filter: Partial<AuditFilter>, cursor?: string): string {
  const query = new URLSearchParams();
  for (const name of names) if (filter[name]) query.set(name, filter[name]);
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `?${query}` : '';
}

/** Whether anything is filtered at all. */
export function isAuditFiltered(filter: AuditFilter): boolean {
  return names.some((name) => filter[name] !== '');
}

/** What the API is asked for, or what is wrong with the moments that were entered, by field. */
export function toAuditQuery({ text, action, actor, app, from, to }: AuditFilter) {
  const [since, until] = [parseMoment(from), parseMoment(to)];
  const errors: { from?: string; to?: string } = {};
  if (from !== '' && since === undefined) errors.from = wrongMoment;
  if (to !== '' && until === undefined) errors.to = wrongMoment;
  if (since !== undefined && until !== undefined && since >= until)
    errors.to = 'Give a moment after the one it begins with.';
  if (errors.from !== undefined || errors.to !== undefined) return { ok: false as const, errors };
  const query = {
    ...(text !== '' && { text }),
    ...(isAction(action) && { action }),
    ...(actor !== '' && { actor }),
    ...(app !== '' && { app }),
    ...(since !== undefined && { from: since }),
    ...(until !== undefined && { to: until }),
  };
  return { ok: true as const, query };
}

function isAction(text: string): text is AuditAction {
  return Object.hasOwn(actionWords, text);
}
