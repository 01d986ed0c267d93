import { toAccountAddress, type Invitation } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { mailInvitation } from '../mails/mail-invitation.ts';
import { holdMembers, requireGrant, type HeldWorkspace } from './require-member-manager.ts';
import { invitationBody, invitationParams, invitationSchema, statusOf } from './workspace-schemas.ts';

const all = '/v1/workspaces/{workspaceId}/invitations';
const one = `${all}/{invitationId}`;

/** Whom a workspace has invited, for its owners and admins. */
export function invitationRoutes(services: Services): Route[] {
  const { invitationsOf, em, inTransaction, audit } = services;
  const shared = { tag: 'Workspaces', access: 'signed-in', answer: invitationSchema } as const;
  const presentOne = async (invitation: Invitation) => (await present(services, em(), [invitation]))[0]!;
  return [
    defineRoute({
      ...shared,
      id: 'listInvitations',
      tokenScope: 'workspaces:read',
      method: 'get',
      path: all,
      summary: 'Invitations that have not ended, the latest first. For owners and admins.',
      params: workspaceParams,
      answer: z.object({ items: z.array(invitationSchema), nextCursor: z.null() }),
      async handle({ params: { workspaceId }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'change');
        const unit = em();
        const invitations = await invitationsOf(unit).list(workspaceId);
        return { body: { items: await present(services, unit, invitations), nextCursor: null } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'sendInvitation',
      tokenScope: 'members:write',
      method: 'post',
      path: all,
      summary: 'Invite somebody by e-mail. Owners invite as anything, admins as members.',
      idempotent: true,
      params: workspaceParams,
      body: invitationBody,
      status: 201,
      async handle({ params: { workspaceId }, body, actor, idempotencyKey: key }) {
        const invitation = await inTransaction(async (tx) => {
          const workspace = await holdMembers(services, tx, { actor, workspaceId });
          requireGrant(workspace, body.role);
          return runOnce<Invitation>(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'sendInvitation', params: { workspaceId }, body },
            async make() {
              await assertInvitable(services, tx, { workspace, email: body.email });
              const sent = await invitationsOf(tx).send({ workspaceId, ...body, invitedBy: actor.userId });
              await tell(services, tx, { ...sent, workspace, actor, action: 'invitation_sent' });
              return { resourceId: sent.invitation.id, value: sent.invitation };
            },
            readAgain: (invitationId) => invitationsOf(tx).find({ workspaceId, invitationId }),
          });
        });
        return { body: await presentOne(invitation) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'withdrawInvitation',
      tokenScope: 'members:write',
      method: 'delete',
      path: one,
      summary: 'Take an invitation back: the link in its mail is dead.',
      params: invitationParams,
      async handle({ params, actor }) {
        const { workspaceId } = params;
        const withdrawn = await inTransaction(async (tx) => {
          const workspace = await holdMembers(services, tx, { actor, workspaceId });
          requireGrant(workspace, 'member');
          const invitation = await invitationsOf(tx).withdraw(params);
          requireGrant(workspace, invitation.role);
          const { email: invited, role } = invitation;
          await audit(tx, { workspaceId, by: actor, action: 'invitation_withdrawn', detail: { invited, role } });
          return { ...invitation, endedAs: 'withdrawn' as const };
        });
        return { body: await presentOne(withdrawn) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'sendInvitationAgain',
      tokenScope: 'members:write',
      method: 'post',
      path: `${one}/send-again`,
      summary: 'Send an invitation again, with another link and seven more days; the former link is dead.',
      idempotent: true,
      params: invitationParams,
      status: 201,
      async handle({ params, actor, idempotencyKey: key }) {
        const { workspaceId } = params;
        const invitation = await inTransaction(async (tx) => {
          const workspace = await holdMembers(services, tx, { actor, workspaceId });
          requireGrant(workspace, 'member');
          return runOnce<Invitation>(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'sendInvitationAgain', params, body: {} },
            async make() {
              const sent = await invitationsOf(tx).sendAgain(params, actor.userId);
              requireGrant(workspace, sent.invitation.role);
              await tell(services, tx, { ...sent, workspace, actor, action: 'invitation_sent_again' });
              return { resourceId: sent.invitation.id, value: sent.invitation };
            },
            readAgain: (invitationId) => invitationsOf(tx).find({ workspaceId, invitationId }),
          });
        });
        return { body: await presentOne(invitation) };
      },
    }),
  ];
}

interface Sent {
  invitation: Invitation;
  code: string;
  workspace: HeldWorkspace;
  actor: Actor;
  action: 'invitation_sent' | 'invitation_sent_again';
}

/** Mails an invitation and writes it down. */
async function tell(services: Services, em: EntityManager, sent: Sent): Promise<void> {
  const { invitation, workspace, actor, action } = sent;
  await mailInvitation(services, em, { ...sent, workspaceName: workspace.name });
  const { email: invited, role } = invitation;
  await services.audit(em, { workspaceId: workspace.id, by: actor, action, detail: { invited, role } });
}

/** Whether somebody has an account is told to nobody: only who belongs to the workspace, which its owners and admins see anyway. */
async function assertInvitable(
  { membersOf }: Services,
  em: EntityManager,
  { workspace, email }: { workspace: HeldWorkspace; email: string },
): Promise<void> {
  if (workspace.isSandbox) {
    const detail = `${workspace.name} is yours alone. Make a workspace to invite people into.`;
    throw new Refusal({ code: 'sandbox_not_shared', detail });
  }
  const members = await membersOf(em).list(workspace.id);
  if (!members.some((member) => toAccountAddress(member.email) === email)) return;
  throw new Refusal({ code: 'already_member', detail: `${email} belongs to ${workspace.name} already.` });
}

async function present(
  { accountsOf, clock }: Services,
  em: EntityManager,
  invitations: readonly Invitation[],
): Promise<z.input<typeof invitationSchema>[]> {
  const people = await accountsOf(em).usersByIds([...new Set(invitations.map(({ invitedBy }) => invitedBy))]);
  return invitations.map((invitation) => {
    const { id, email, role, invitedBy, createdAt, expiresAt } = invitation;
    return {
      id,
      email,
      role,
      status: statusOf(invitation, clock.now()),
      invitedBy: { id: invitedBy, name: people.get(invitedBy)?.name ?? invitedBy },
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  });
}
