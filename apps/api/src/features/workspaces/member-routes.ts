import { canManageApps } from '@minimart/accounts';
import type { Member } from '@minimart/accounts/mikro-orm';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { endInvitationsOf, partWith } from './part-with.ts';
import { holdMembers, requireGrant } from './require-member-manager.ts';
import { memberParams, memberSchema, roleBody, workspaceBody, workspaceSchema } from './workspace-schemas.ts';

const one = '/v1/workspaces/{workspaceId}';

/** Workspaces, and who belongs to them. */
export function memberRoutes(services: Services): Route[] {
  const { accountsOf, membersOf, em, inTransaction, audit } = services;
  const shared = { tag: 'Workspaces', access: 'signed-in' } as const;
  return [
    defineRoute({
      ...shared,
      id: 'createWorkspace',
      tokenScope: 'workspaces:write',
      method: 'post',
      path: '/v1/workspaces',
      summary: 'Make a workspace of your own.',
      idempotent: true,
      body: workspaceBody,
      status: 201,
      answer: workspaceSchema,
      async handle({ body, actor, idempotencyKey: key }) {
        const made = await inTransaction((tx) =>
          runOnce<z.input<typeof workspaceSchema>>(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'createWorkspace', body },
            async make() {
              const workspace = await membersOf(tx).openWorkspace(body.name, actor.userId);
              await services.workspaceHost.furnish(tx, workspace);
              const { id: workspaceId, name } = workspace;
              await audit(tx, { workspaceId, by: actor, action: 'workspace_made', detail: { name } });
              return { resourceId: workspaceId, value: { ...workspace, role: 'owner' } };
            },
            async readAgain(workspaceId) {
              const role = await requireMembership(services, { actor, workspaceId }, 'read');
              const { id, name } = (await accountsOf(tx).workspace(workspaceId))!;
              return { id, name, role };
            },
          }),
        );
        return { body: made };
      },
    }),
    defineRoute({
      ...shared,
      id: 'listMembers',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: `${one}/members`,
      summary: 'Who belongs to a workspace and as what, in the order in which they joined.',
      params: workspaceParams,
      answer: z.object({ items: z.array(memberSchema), nextCursor: z.null() }),
      async handle({ params: { workspaceId }, actor }) {
        const role = await requireMembership(services, { actor, workspaceId }, 'read');
        const seen = { userId: actor.userId, manages: canManageApps(role) };
        const members = await membersOf(em()).list(workspaceId);
        return { body: { items: members.map((member) => present(member, seen)), nextCursor: null } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'changeRole',
      tokenScope: 'members:write',
      method: 'patch',
      path: `${one}/members/{userId}`,
      summary: 'Change the role of a member. For owners; the only one stays an owner.',
      params: memberParams,
      body: roleBody,
      answer: memberSchema,
      async handle({ params, body: { role }, actor }) {
        const { workspaceId } = params;
        const changed = await inTransaction(async (tx) => {
          const workspace = await holdMembers(services, tx, { actor, workspaceId });
          requireGrant(workspace, 'member');
          const member = await membersOf(tx).find(params);
          requireGrant(workspace, member.role, role);
          if (member.role === role) return member;
          await membersOf(tx).changeRole(member, { ...params, role });
          const detail = { person: member.name, role, roleBefore: member.role };
          await audit(tx, { workspaceId, by: actor, action: 'member_role_changed', detail });
          await endInvitationsOf(services, tx, { workspaceId, member, actor, role });
          return { ...member, role };
        });
        return { body: present(changed, { userId: actor.userId, manages: true }) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'removeMember',
      tokenScope: 'members:write',
      method: 'delete',
      path: `${one}/members/{userId}`,
      summary: 'Remove somebody from a workspace, at once. What they installed stays; what they asked for is closed.',
      params: memberParams,
      answer: memberSchema,
      async handle({ params, actor }) {
        const { workspaceId } = params;
        const removed = await inTransaction(async (tx) => {
          const workspace = await holdMembers(services, tx, { actor, workspaceId });
          requireGrant(workspace, 'member');
          const member = await membersOf(tx).find(params);
          requireGrant(workspace, member.role);
          await partWith(services, tx, { workspaceId, member, actor });
          return member;
        });
        return { body: present(removed, { userId: actor.userId, manages: true }) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'leaveWorkspace',
      tokenScope: 'members:write',
      method: 'post',
      path: `${one}/leave`,
      summary: 'Leave a workspace. Its only owner stays.',
      params: workspaceParams,
      answer: memberSchema,
      async handle({ params: { workspaceId }, actor }) {
        const { userId } = actor;
        const left = await inTransaction(async (tx) => {
          await holdMembers(services, tx, { actor, workspaceId });
          const member = await membersOf(tx).find({ workspaceId, userId });
          await partWith(services, tx, { workspaceId, member, actor });
          return member;
        });
        return { body: present(left, { userId, manages: true }) };
      },
    }),
  ];
}

function present(
  { userId, name, email, role, joinedAt }: Member,
  reader: { userId: string; manages: boolean },
): z.input<typeof memberSchema> {
  const isYou = userId === reader.userId;
  const seen = reader.manages || isYou ? email : null;
  return { id: userId, name, email: seen, role, joinedAt: joinedAt.toISOString(), isYou };
}
