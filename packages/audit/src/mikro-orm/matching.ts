import type { AuditQuery } from '../audit-entry.ts';

const mostWords = 10;

/** The statement, without order and limit, that finds the lines a query asks for. */
export function matching({ workspaceId, before, text = '', action, actorId, appId, from, to }: AuditQuery): {
  sql: string;
  parameters: unknown[];
} {
  const conditions: [string, unknown][] = [['workspace_id = ?', workspaceId]];
  if (before !== undefined) conditions.push(['id < ?::bigint', before]);
  if (action !== undefined) conditions.push(['action = ?', action]);
  if (actorId !== undefined) conditions.push(['actor_id = ?', actorId]);
  if (appId !== undefined) conditions.push(['app_id = ?', appId]);
  if (from !== undefined) conditions.push(['at >= ?::timestamptz', from.toISOString()]);
  if (to !== undefined) conditions.push(['at < ?::timestamptz', to.toISOString()]);
  for (const word of text.split(/\s+/).filter(Boolean).slice(0, mostWords))
    conditions.push([`${haystack} like ?`, asPattern(word)]);
  const sql = `select * from audit.entries where ${conditions.map(([condition]) => condition).join(' and ')}`;
  return { sql, parameters: conditions.map(([, value]) => value) };
}

// Actions are searched as people read them too: "key rotated".
const haystack = `lower(concat_ws(' ', action, replace(action, '_', ' '), actor_name, app_name, installation_id, address, user_agent, detail::text))`;

/** A word as a pattern of `like` that finds it anywhere in lower-case text, with nothing in it that stands for something else. */
export function asPattern(word: string): string {
  return `%${word.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
