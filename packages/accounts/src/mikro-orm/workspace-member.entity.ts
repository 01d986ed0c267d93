import { defineEntity, p } from '@mikro-orm/core';
import type { WorkspaceRole } from '../workspace-role.ts';

const WorkspaceMemberSchema = defineEntity({
  name: 'WorkspaceMember',
  schema: 'accounts',
  tableName: 'workspace_members',
  properties: {
    workspaceId: p.text().primary(),
    userId: p.text().primary().index('workspace_members_user_id_index'),
    role: p.text().$type<WorkspaceRole>(),
    issuer: p.text().nullable().strictNullable(),
    joinedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `accounts.workspace_members`: who belongs to a workspace, as what; `issuer` is the one that says so, and null where it was said here. */
export class WorkspaceMember extends WorkspaceMemberSchema.class {}
WorkspaceMemberSchema.setClass(WorkspaceMember);
