import { mayGrant, toAccountAddress, type Invitation } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { codeBody, readInvitationSchema, workspaceSchema } from './workspace-schemas.ts';

/** What somebody does with an invitation that was mailed to them. Its code comes in the body: addresses are written down on the way. */
export function invitedRoutes(services: Services): Route[] {
  const { accountsOf, membersOf, invitationsOf, em, inTransaction, audit } = services;
  const shared = { tag: 'Workspaces', access: 'signed-in', method: 'post', body: codeBody } as const;
  return [
    defineRoute({
      ...shared,
      id: 'readInvitation',
      tokenScope: 'members:write',
      path: '/v1/invitations/read',
      summary: 'What an invitation is to, by the code of its mail. For whoever it went to, and nobody else.',
      answer: readInvitationSchema,
      async handle({ body: { code }, actor }) {
        const unit = em();
        const invitation = await findOwn(services, unit, { code, actor });
        const { workspaceId, invitedBy, role, expiresAt, acceptedBy } = invitation;
        const { name } = (await accountsOf(unit).workspace(workspaceId))!;
        const inviter = (await accountsOf(unit).usersByIds([invitedBy])).get(invitedBy);
        const members = (await membersOf(unit).list(workspaceId)).length;
        return {
          body: {
            workspace: { name, members },
            invitedBy: inviter?.name ?? invitedBy,
            role,
            expiresAt: expiresAt.toISOString(),
            accepted: acceptedBy === null ? null : { workspaceId },
          },
        };
      },
    }),
    defineRoute({
      ...shared,
      id: 'acceptInvitation',
      tokenScope: 'members:write',
      path: '/v1/invitations/accept',
      summary: 'Join the workspace that invites you. A second time says the same again.',
      answer: workspaceSchema,
      async handle({ body: { code }, actor }) {
        const { userId } = actor;
        const { workspaceId } = await findOwn(services, em(), { code, actor });
        const joined = await inTransaction(async (tx) => {
          const { name } = await membersOf(tx).hold(workspaceId);
          // After the hold: it may have been taken back while this waited.
          const invitation = await findOwn(services, tx, { code, actor });
          const before = await accountsOf(tx).membership(userId, workspaceId);
          if (invitation.endedAs === null) await invitationsOf(tx).accept(invitation, userId);
          if (before !== undefined) return { id: workspaceId, name, role: before.role };
          // The platform removes people without holding the members, so also since the invitation was looked at.
          if (invitation.endedAs !== null) throw notOpen();
          const { role } = invitation;
          await accountsOf(tx).addMember(workspaceId, userId, role);
          const detail = { person: actor.name, role, invitedBy: invitation.invitedBy };
          await audit(tx, { workspaceId, by: actor, action: 'member_joined', detail });
          return { id: workspaceId, name, role };
        });
        return { body: joined };
      },
    }),
  ];
}

/**
 * The invitation with a code, for whoever it went to. Refuses `invitation_not_open` and `invitation_for_another`, which name nothing of it. An open one is good only while
 * whoever sent it could still send it: the platform removes people and changes roles, and knows nothing of what they have sent here.
 */
async function findOwn(
  { invitationsOf, accountsOf }: Services,
  em: EntityManager,
  { code, actor }: { code: string; actor: Actor },
): Promise<Invitation> {
  const invitation = await invitationsOf(em).byCode(code, actor.userId);
  if (invitation.email !== toAccountAddress(actor.email)) {
    const detail = `This invitation went to another address than ${actor.email}, with which you are signed in.`;
    throw new Refusal({ code: 'invitation_for_another', detail });
  }
  const { endedAs, workspaceId } = invitation;
  if (endedAs !== null) {
    // Somebody who was removed since reads nothing more of the workspace, and does not come back by the same mail.
    if ((await accountsOf(em).membership(actor.userId, workspaceId)) === undefined) throw notOpen();
    return invitation;
  }
  const sender = await accountsOf(em).membership(invitation.invitedBy, workspaceId);
  if (sender === undefined || !mayGrant(sender.role, invitation.role)) throw gone();
  return invitation;
}

const gone = () =>
  new Refusal({
    code: 'invitation_not_open',
    detail: 'This invitation is not open: whoever sent it may not invite as this any more. Ask to be invited again.',
  });

const notOpen = () =>
  new Refusal({ code: 'invitation_not_open', detail: 'This invitation was used. Ask to be invited again.' });
