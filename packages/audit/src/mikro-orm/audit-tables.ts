import { AccountAuditRow } from './account-entry.entity.ts';
import { AuditRow } from './audit.entity.ts';
import { CreateAudit } from './migrations/0001-create-audit.ts';
import { AuditAccounts } from './migrations/0002-accounts.ts';
import { AuditOperators } from './migrations/0004-operators.ts';
import { OperatorAuditRow } from './operator-entry.entity.ts';

/** The PostgreSQL schema `audit`: its entities, and its migrations in order. */
export const auditTables = {
  schema: 'audit',
  entities: [AuditRow, AccountAuditRow, OperatorAuditRow],
  migrations: [
    { name: 'audit-0001-create', class: CreateAudit },
    { name: 'audit-0002-accounts', class: AuditAccounts },
    { name: 'audit-0004-operators', class: AuditOperators },
  ],
};
