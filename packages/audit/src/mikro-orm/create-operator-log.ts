import type { EntityManager } from '@mikro-orm/postgresql';
import type { NewOperatorEntry, OperatorEntry, OperatorQuery } from '../operator-entry.ts';
import { asPattern } from './matching.ts';
import { OperatorAuditRow } from './operator-entry.entity.ts';

/** The log of operators, in the EntityManager's transaction: what is added commits or is rolled back with what it tells of. */
export interface OperatorLog {
  /** Adds lines in the order given; the database says when. */
  add(entries: readonly NewOperatorEntry[]): Promise<void>;
  /** Latest first. */
  read(query: OperatorQuery): Promise<OperatorEntry[]>;
  /** Everything that matches, latest first, in batches of `limit`; lines that are added meanwhile are left out. */
  readAll(query: OperatorQuery): AsyncGenerator<OperatorEntry[]>;
  /** Who is in the log, by name; the latest name each had. */
  operators(): Promise<{ id: string; name: string }[]>;
}

const mostWords = 10;

/** A log of operators on PostgreSQL. */
export function createOperatorLog(em: EntityManager): OperatorLog {
  const read = async (query: OperatorQuery) => {
    const { sql, parameters } = matching(query);
    const rows = await em.execute<Row[]>(`${sql} order by id desc limit ?`, [...parameters, query.limit]);
    return rows.map(toEntry);
  };
  return {
    async add(entries) {
      if (entries.length > 0) await em.insertMany(OperatorAuditRow, entries.map(toRow));
    },
    read,
    async *readAll(query) {
      let { before } = query;
      for (;;) {
        const batch = await read({ ...query, before });
        if (batch.length > 0) yield batch;
        if (batch.length < query.limit) return;
        before = batch.at(-1)?.id;
      }
    },
    async operators() {
      return em.execute<{ id: string; name: string }[]>(
        `select id, name from (
           select distinct on (actor_id) actor_id as id, actor_name as name from audit.operator_entries
           where actor_id is not null order by actor_id, operator_entries.id desc) n
         order by lower(name), id limit 500`,
      );
    },
  };
}

function matching({ before, text = '', action, actorId, subjectId, from, to }: OperatorQuery) {
  const conditions: [string, unknown][] = [];
  if (before !== undefined) conditions.push(['id < ?::bigint', before]);
  if (action !== undefined) conditions.push(['action = ?', action]);
  if (actorId !== undefined) conditions.push(['actor_id = ?', actorId]);
  // A version is named by its app, an at sign, and its number.
  if (subjectId !== undefined) conditions.push([`split_part(subject_id, '@', 1) = ?`, subjectId]);
  if (from !== undefined) conditions.push(['at >= ?::timestamptz', from.toISOString()]);
  if (to !== undefined) conditions.push(['at < ?::timestamptz', to.toISOString()]);
  for (const word of text.split(/\s+/).filter(Boolean).slice(0, mostWords))
    conditions.push([`${haystack} like ?`, asPattern(word)]);
  const where = conditions.length === 0 ? 'true' : conditions.map(([condition]) => condition).join(' and ');
  const sql = `select * from audit.operator_entries where ${where}`;
  return { sql, parameters: conditions.map(([, value]) => value) };
}

const haystack = `lower(concat_ws(' ', action, replace(action, '_', ' '), actor_name, subject_id, subject_name, note, address, user_agent, before::text, after::text))`;

function toRow({ actor, subject, before, after, ...entry }: NewOperatorEntry) {
  const who = { actorKind: actor.kind, actorId: actor.id, actorName: actor.name };
  const what = { subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name };
  return { ...entry, ...who, ...what, before: { ...before }, after: { ...after } };
}

interface Row {
  id: string;
  at: Date | string;
  action: OperatorEntry['action'];
  actor_kind: OperatorEntry['actor']['kind'];
  actor_id: string | null;
  actor_name: string;
  subject_kind: OperatorEntry['subject']['kind'];
  subject_id: string | null;
  subject_name: string | null;
  note: string;
  address: string | null;
  user_agent: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

function toEntry(row: Row): OperatorEntry {
  return {
    id: String(row.id),
    at: new Date(row.at),
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    note: row.note,
    address: row.address,
    userAgent: row.user_agent,
    before: row.before,
    after: row.after,
  };
}
