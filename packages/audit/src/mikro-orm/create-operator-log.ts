import type { EntityManager } from '@mikro-orm/postgresql';
import type { NewOperatorEntry, OperatorEntry, OperatorQuery } from '../operator-entry.ts';
import { OperatorAuditRow } from './operator-entry.entity.ts';
import { readInBatches, readLog, type Condition } from './read-log.ts';

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

const log = {
  table: 'audit.operator_entries',
  texts: ['actor_name', 'subject_id', 'subject_name', 'note', 'address', 'user_agent', 'before::text', 'after::text'],
};

/** A log of operators on PostgreSQL. */
export function createOperatorLog(em: EntityManager): OperatorLog {
  const read = async (query: OperatorQuery) => {
    const { subjectId } = query;
    // A version is named by its app, an at sign, and its number.
    const own: Condition[] = subjectId === undefined ? [] : [[`split_part(subject_id, '@', 1) = ?`, subjectId]];
    return (await readLog<Row>(em, { ...log, own }, query)).map(toEntry);
  };
  return {
    async add(entries) {
      if (entries.length > 0) await em.insertMany(OperatorAuditRow, entries.map(toRow));
    },
    read,
    readAll: (query) => readInBatches(read, query),
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
