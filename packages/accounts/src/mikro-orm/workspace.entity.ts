import { defineEntity, p } from '@mikro-orm/core';

const WorkspaceSchema = defineEntity({
  name: 'Workspace',
  schema: 'accounts',
  tableName: 'workspaces',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    sandboxOf: p.text().nullable().strictNullable().unique('workspaces_sandbox_of_unique'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `accounts.workspaces`: a tenant of the host platform; `sandboxOf` is the developer who tries drafts in it. */
export class Workspace extends WorkspaceSchema.class {}
WorkspaceSchema.setClass(Workspace);
