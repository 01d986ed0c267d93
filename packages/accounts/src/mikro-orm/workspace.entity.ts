import { defineEntity, p } from '@mikro-orm/core';

const WorkspaceSchema = defineEntity({
  name: 'Workspace',
  schema: 'accounts',
  tableName: 'workspaces',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `accounts.workspaces`: a tenant of the host platform. */
export class Workspace extends WorkspaceSchema.class {}
WorkspaceSchema.setClass(Workspace);
