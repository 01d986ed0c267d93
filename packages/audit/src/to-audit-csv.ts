import { stringify } from 'csv-stringify/sync';
import type { AuditEntry } from './audit-entry.ts';

const columns = [
  'time',
  'action',
  'actor_kind',
  'actor',
  'actor_id',
  'app',
  'app_id',
  'installation_id',
  'address',
  'user_agent',
  'detail',
] as const;

// Text that a spreadsheet would take for a formula gets an apostrophe in front, and every cell is quoted (RFC 4180).
const written = { quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' } as const;

/** The first line of the CSV. */
export function auditCsvHeader(): string {
  return stringify([columns], written);
}

/** Lines of the log as lines of CSV (RFC 4180), in which no cell is a formula. */
export function toAuditCsv(entries: readonly AuditEntry[]): string {
  return stringify(entries.map(toCells), written);
}

function toCells({ at, action, actor, app, installationId, address, userAgent, detail }: AuditEntry): string[] {
  return [
    at.toISOString(),
    action,
    actor.kind,
    actor.name,
    actor.id ?? '',
    app?.name ?? '',
    app?.id ?? '',
    installationId ?? '',
    address ?? '',
    userAgent ?? '',
    Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
  ];
}
