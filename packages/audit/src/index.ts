export { auditActions, type AuditAction } from './audit-actions.ts';
export {
  auditActorKinds,
  type AuditActor,
  type AuditActorKind,
  type AuditEntry,
  type AuditFilter,
  type AuditQuery,
  type NewAuditEntry,
} from './audit-entry.ts';
export {
  accountActions,
  type AccountAction,
  type AccountEntry,
  type AccountQuery,
  type NewAccountEntry,
} from './account-entry.ts';
export { auditErrorCodes, type AuditErrorCode } from './audit-error-codes.ts';
export { parseAuditCursor, writeAuditCursor } from './audit-cursor.ts';
export { auditCsvHeader, toAuditCsv } from './to-audit-csv.ts';
export {
  operatorActions,
  type NewOperatorEntry,
  type OperatorAction,
  type OperatorEntry,
  type OperatorFilter,
  type OperatorQuery,
  type OperatorSubject,
} from './operator-entry.ts';
export { operatorCsvHeader, toOperatorCsv } from './to-operator-csv.ts';
