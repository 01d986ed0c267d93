import { stringify } from 'csv-stringify/sync';
import type { OperatorEntry } from './operator-entry.ts';

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

// Text that a spreadsheet would take for a formula gets an apostrophe in front, and every cell is quoted (RFC 4180).
const written = { quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' } as const;

/** The first line of the CSV. */
export function operatorCsvHeader(): string {
  return stringify([columns], written);
}

/** Lines of the operators' log as lines of CSV (RFC 4180), in which no cell is a formula. */
export function toOperatorCsv(entries: readonly OperatorEntry[]): string {
  return stringify(entries.map(toCells), written);
}

function toCells({ at, action, actor, subject, note, before, after, address, userAgent }: OperatorEntry): string[] {
  return [
    at.toISOString(),
    action,
    actor.kind,
    actor.name,
    actor.id ?? '',
    subject.kind,
    subject.name ?? '',
    subject.id ?? '',
    note,
    factsOf(before),
    factsOf(after),
    address ?? '',
    userAgent ?? '',
  ];
}

const factsOf = (facts: Readonly<Record<string, unknown>>): string =>
  Object.keys(facts).length === 0 ? '' : JSON.stringify(facts);
