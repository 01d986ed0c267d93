import { AccountAuditRow } from './account-entry.entity.ts';
import { AuditRow } from './audit.entity.ts';
import { CreateAudit } from './migrations/0001-create-audit.ts';
import { AuditAccounts } from './migrations/0002-accounts.ts';

/** The PostgreSQL schema `audit`: its entities, and its migrations in order. */
export const auditTables = {
  schema: 'audit',
  entities: [AuditRow, AccountAuditRow],
  migrations: [
    { name: 'audit-0001-create', class: CreateAudit },
    { name: 'audit-0002-accounts', class: AuditAccounts },
  ],
};
