import { defineEntity, p } from '@mikro-orm/core';
import type { InvitationEnd } from '../members/invitation.ts';
import type { WorkspaceRole } from '../workspace-role.ts';

const InvitationSchema = defineEntity({
  name: 'Invitation',
  schema: 'accounts',
  tableName: 'invitations',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    email: p.text(),
    role: p.text().$type<WorkspaceRole>(),
    hash: p.blob().columnType('bytea').unique('invitations_hash_unique'),
    invitedBy: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz'),
    endedAs: p.text().$type<InvitationEnd>().nullable().strictNullable(),
    endedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    acceptedBy: p.text().nullable().strictNullable(),
  },
  indexes: [
    { name: 'invitations_workspace_index', properties: ['workspaceId', 'createdAt'] },
    { name: 'invitations_inviter_index', properties: ['invitedBy', 'createdAt'] },
  ],
  uniques: [{ name: 'invitations_open_unique', properties: ['workspaceId', 'email'], where: `ended_as is null` }],
});

/** One row of `accounts.invitations`: the SHA-256 of the code in the mail, never the code. */
export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);
