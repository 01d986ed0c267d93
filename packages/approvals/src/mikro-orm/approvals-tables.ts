import { CreateApprovals } from './migrations/0001-create-approvals.ts';
import { PolicyRow } from './policy.entity.ts';
import { RequestRow } from './request.entity.ts';

/** The PostgreSQL schema `approvals`: its entities, and its migrations in order. */
export const approvalsTables = {
  schema: 'approvals',
  entities: [PolicyRow, RequestRow],
  migrations: [{ name: 'approvals-0001-create', class: CreateApprovals }],
};
