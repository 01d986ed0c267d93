import { AuditRow } from './audit.entity.ts';
import { CreateAudit } from './migrations/0001-create-audit.ts';

/** The PostgreSQL schema `audit`: its entities, and its migrations in order. */
export const auditTables = {
  schema: 'audit',
  entities: [AuditRow],
  migrations: [{ name: 'audit-0001-create', class: CreateAudit }],
};
