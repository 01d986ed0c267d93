import type { OperatorEntry } from './operator-entry.ts';
import { toCsv, type Cell } from './to-csv.ts';

const columns = [
  'time',
  'action',
  'operator_kind',
  'operator',
  'operator_id',
  'subject_kind',
  'subject',
  'subject_id',
  'note',
  'before',
  'after',
  'address',
  'user_agent',
] as const;

/** The first line of the CSV. */
export function operatorCsvHeader(): string {
  return toCsv([columns]);
}

/** Lines of the operators' log as lines of CSV (RFC 4180), in which no cell is a formula. */
export function toOperatorCsv(entries: readonly OperatorEntry[]): string {
  return toCsv(entries.map(toCells));
}

function toCells({ at, action, actor, subject, note, before, after, address, userAgent }: OperatorEntry): Cell[] {
  return [
    at,
    action,
    actor.kind,
    actor.name,
    actor.id,
    subject.kind,
    subject.name,
    subject.id,
    note,
    before,
    after,
    address,
    userAgent,
  ];
}
