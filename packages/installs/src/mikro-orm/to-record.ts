import type { Consent, InstallationRecord } from '../installation.ts';
import type { ConsentRow } from './consent.entity.ts';
import type { InstallationRow } from './installation.entity.ts';

/** A stored installation out of its rows. */
export function toRecord(row: InstallationRow, consent: ConsentRow): InstallationRecord {
  const at = row.delivery?.nextAttemptAt ?? null;
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    appId: row.appId,
    isTest: row.isTest,
    version: row.version,
    status: row.status,
    message: row.message,
    scopes: row.scopes,
    key: row.key,
    authInputs: row.authInputs,
    formerAuthInputs: row.formerAuthInputs,
    responseValues: row.responseValues,
    delivery: row.delivery === null ? null : { ...row.delivery, nextAttemptAt: at === null ? null : new Date(at) },
    appMayKnow: row.appMayKnow,
    consent: toConsent(consent),
    update: row.offeredUpdate && { ...row.offeredUpdate, since: new Date(row.offeredUpdate.since) },
    formerVersion: row.formerVersion,
    versionSince: row.versionSince,
    createdAt: row.createdAt,
    activatedAt: row.activatedAt,
    firstActiveAt: row.firstActiveAt,
    firstFailedAt: row.firstFailedAt,
    lastAnswerAt: row.lastAnswerAt,
    uninstalledAt: row.uninstalledAt,
    erasedAt: row.erasedAt,
  };
}

/** A stored consent out of its row. */
export function toConsent(row: ConsentRow): Consent {
  const { id, kind, userId, address, userAgent, version, fromVersion, agreedAt, language, scopes, cannot, hosts } = row;
  return { id, kind, userId, address, userAgent, version, fromVersion, agreedAt, language, scopes, cannot, hosts };
}

/** The columns that change over an installation's life. */
export function toChanges(record: InstallationRecord) {
  const { version, status, message, scopes, key, authInputs, formerAuthInputs, responseValues, appMayKnow } = record;
  const { delivery, update, formerVersion, versionSince, activatedAt, uninstalledAt, erasedAt } = record;
  const { firstActiveAt, firstFailedAt, lastAnswerAt } = record;
  const at = delivery?.nextAttemptAt?.toISOString() ?? null;
  return {
    version,
    status,
    message,
    scopes,
    key,
    authInputs,
    formerAuthInputs,
    responseValues,
    delivery: delivery === null ? null : { ...delivery, nextAttemptAt: at },
    appMayKnow,
    offeredUpdate: update && { ...update, since: update.since.toISOString() },
    formerVersion,
    versionSince,
    activatedAt,
    firstActiveAt,
    firstFailedAt,
    lastAnswerAt,
    uninstalledAt,
    erasedAt,
  };
}
