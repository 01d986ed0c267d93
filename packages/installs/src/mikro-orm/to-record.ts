import type { InstallationRecord } from '../installation.ts';
import type { ConsentRow } from './consent.entity.ts';
import type { InstallationRow } from './installation.entity.ts';

/** A stored installation out of its rows. */
export function toRecord(row: InstallationRow, consent: ConsentRow): InstallationRecord {
  const { id, userId, version, agreedAt, scopes } = consent;
  const at = row.delivery?.nextAttemptAt ?? null;
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    appId: row.appId,
    version: row.version,
    status: row.status,
    message: row.message,
    scopes: row.scopes,
    key: row.key,
    authInputs: row.authInputs,
    formerAuthInputs: row.formerAuthInputs,
    delivery: row.delivery === null ? null : { ...row.delivery, nextAttemptAt: at === null ? null : new Date(at) },
    appMayKnow: row.appMayKnow,
    consent: { id, userId, version, agreedAt, scopes },
    createdAt: row.createdAt,
    activatedAt: row.activatedAt,
    uninstalledAt: row.uninstalledAt,
    erasedAt: row.erasedAt,
  };
}

/** The columns that change over an installation's life. */
export function toChanges(record: InstallationRecord) {
  const { version, status, message, scopes, key, authInputs, formerAuthInputs, appMayKnow } = record;
  const { delivery, activatedAt, uninstalledAt, erasedAt } = record;
  const at = delivery?.nextAttemptAt?.toISOString() ?? null;
  return {
    version,
    status,
    message,
    scopes,
    key,
    authInputs,
    formerAuthInputs,
    delivery: delivery === null ? null : { ...delivery, nextAttemptAt: at },
    appMayKnow,
    activatedAt,
    uninstalledAt,
    erasedAt,
  };
}
