import { defineEntity, p } from '@mikro-orm/core';
import type { AppRule, InstallerKind } from '../install-policy.ts';

const PolicySchema = defineEntity({
  name: 'PolicyRow',
  schema: 'approvals',
  tableName: 'policies',
  properties: {
    workspaceId: p.text().primary(),
    installers: p.text().$type<InstallerKind>(),
    rule: p.text().$type<AppRule>(),
    appIds: p.array().columnType('text[]'),
    revision: p.integer(),
    changedBy: p.text(),
    changedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One row of `approvals.policies`: what a workspace has said; one that said nothing has none. */
export class PolicyRow extends PolicySchema.class {}
PolicySchema.setClass(PolicyRow);
