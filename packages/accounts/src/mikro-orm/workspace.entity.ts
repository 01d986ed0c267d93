import { defineEntity, p } from '@mikro-orm/core';

const WorkspaceSchema = defineEntity({
  name: 'Workspace',
  schema: 'accounts',
  tableName: 'workspaces',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    sandboxOf: p.text().nullable().strictNullable().unique('workspaces_sandbox_of_unique'),
    issuer: p.text().nullable().strictNullable(),
    externalId: p.text().nullable().strictNullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
  uniques: [{ name: 'workspaces_external_id_unique', properties: ['issuer', 'externalId'] }],
});

/** One row of `accounts.workspaces`: a tenant of the host platform; `sandboxOf` is the developer who tries drafts in it, `issuer` the one whose workspace `externalId` it is. */
export class Workspace extends WorkspaceSchema.class {}
WorkspaceSchema.setClass(Workspace);
