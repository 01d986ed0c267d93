export { createAccountLog, type AccountLog } from './create-account-log.ts';
export { auditTables } from './audit-tables.ts';
export { createAuditLog, type AuditLog } from './create-audit-log.ts';
export { createOperatorLog, type OperatorLog } from './create-operator-log.ts';
