import type { EntityManager } from '@mikro-orm/postgresql';

/** What any log is asked for; all that is given must fit. */
export interface LogQuery {
  /** Only lines before the one with this id. */
  before?: string | undefined;
  /** Words that must all be somewhere in the line. */
  text?: string | undefined;
  action?: string | undefined;
  actorId?: string | undefined;
  /** From this moment on. */
  from?: Date | undefined;
  /** Before this moment. */
  to?: Date | undefined;
  limit: number;
}

/** A condition in SQL with one `?`, and what stands for it. */
export type Condition = readonly [sql: string, value: unknown];

const mostWords = 10;

/** A log in a table of its own. */
export interface Log {
  table: string;
  /** Where words are looked for, besides the action, which is found as people read it too: "key rotated". */
  texts: readonly string[];
  /** What its lines must fit besides. */
  own: readonly Condition[];
}

/** The lines of a log that fit a query, latest first. */
export async function readLog<Row extends object>(
  em: EntityManager,
  { table, texts, own }: Log,
  { before, text = '', action, actorId, from, to, limit }: LogQuery,
): Promise<Row[]> {
  const conditions = [...own];
  if (before !== undefined) conditions.push(['id < ?::bigint', before]);
  if (action !== undefined) conditions.push(['action = ?', action]);
  if (actorId !== undefined) conditions.push(['actor_id = ?', actorId]);
  if (from !== undefined) conditions.push(['at >= ?::timestamptz', from.toISOString()]);
  if (to !== undefined) conditions.push(['at < ?::timestamptz', to.toISOString()]);
  const haystack = `lower(concat_ws(' ', action, replace(action, '_', ' '), ${texts.join(', ')}))`;
  for (const word of text.split(/\s+/).filter(Boolean).slice(0, mostWords))
    conditions.push([`${haystack} like ?`, asPattern(word)]);
  const where = conditions.map(([condition]) => condition).join(' and ') || 'true';
  const sql = `select * from ${table} where ${where} order by id desc limit ?`;
  return em.execute<Row[]>(sql, [...conditions.map(([, value]) => value), limit]);
}

/** Everything that fits, in batches of `limit`; lines that are added meanwhile are left out. */
export async function* readInBatches<Query extends LogQuery, Entry extends { id: string }>(
  read: (query: Query) => Promise<Entry[]>,
  query: Query,
): AsyncGenerator<Entry[]> {
  let { before } = query;
  for (;;) {
    const batch = await read({ ...query, before });
    if (batch.length > 0) yield batch;
    if (batch.length < query.limit) return;
    before = batch.at(-1)?.id;
  }
}

/** A word as a pattern of `like` that finds it anywhere in lower-case text, with nothing in it that stands for something else. */
function asPattern(word: string): string {
  return `%${word.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
