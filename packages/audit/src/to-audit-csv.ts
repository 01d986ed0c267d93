import type { AuditEntry } from './audit-entry.ts';
import { toCsv, type Cell } from './to-csv.ts';

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

/** The first line of the CSV. */
export function auditCsvHeader(): string {
  return toCsv([columns]);
}

/** Lines of the log as lines of CSV (RFC 4180), in which no cell is a formula. */
export function toAuditCsv(entries: readonly AuditEntry[]): string {
  return toCsv(entries.map(toCells));
}

function toCells({ at, action, actor, app, installationId, address, userAgent, detail }: AuditEntry): Cell[] {
  return [at, action, actor.kind, actor.name, actor.id, app?.name, app?.id, installationId, address, userAgent, detail];
}
