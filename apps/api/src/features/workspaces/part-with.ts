import type { Member } from '@minimart/accounts/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';

/** A member who goes, by themselves or not. */
export interface Parting {
  workspaceId: string;
  member: Member;
  actor: Actor;
}

/**
 * Ends a membership, with what somebody had open by it: what they asked for, and whom they have invited. What they installed stays. Must run in a transaction
 * that holds the members. Throws `last_owner`.
 */
export async function partWith(
  services: Pick<Services, 'membersOf' | 'requestsOf' | 'invitationsOf' | 'audit'>,
  em: EntityManager,
  { workspaceId, member, actor }: Parting,
): Promise<void> {
  const { userId, name, role } = member;
  await services.membersOf(em).remove(member, { workspaceId, userId });
  const action = userId === actor.userId ? 'member_left' : 'member_removed';
  await services.audit(em, { workspaceId, by: actor, action, detail: { person: name, role } });
  await endInvitationsOf(services, em, { workspaceId, member, actor, role: null });
  const asks = await services.requestsOf(em).withdrawAllOf({ workspaceId, userId, by: actor.userId });
  const acts = asks.map(({ id, appId }) => {
    const detail = { ask: id, askedBy: userId };
    return { workspaceId, by: actor, action: 'ask_withdrawn' as const, appId, detail };
  });
  if (acts.length > 0) await services.audit(em, ...acts);
}

/** Takes back the invitations that somebody could not send in the role they have from now on; null for none. */
export async function endInvitationsOf(
  { invitationsOf, audit }: Pick<Services, 'invitationsOf' | 'audit'>,
  em: EntityManager,
  { workspaceId, member, actor, role }: Parting & { role: Member['role'] | null },
): Promise<void> {
  const ended = await invitationsOf(em).withdrawSentBy(member.userId, { workspaceId, role });
  const acts = ended.map(({ email, role: invitedAs }) => {
    const detail = { invited: email, role: invitedAs };
    return { workspaceId, by: actor, action: 'invitation_withdrawn' as const, detail };
  });
  if (acts.length > 0) await audit(em, ...acts);
}
