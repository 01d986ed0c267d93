import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/core';
import { Refusal } from '@minimart/problem';
import { createId, hashToken, mintToken, parseToken } from '@minimart/tokens';
import type { AccountErrorCode } from '../account-error-codes.ts';
import {
  invitationLifeMs,
  toAccountAddress,
  type Invitation,
  type InvitationEnd,
  type NewInvitation,
} from '../members/invitation.ts';
import { mayGrant } from '../members/member-rules.ts';
import type { WorkspaceRole } from '../workspace-role.ts';
import { Invitation as InvitationRow } from './invitation.entity.ts';

const day = 24 * 3_600_000;
// Of mails within 24 hours: what a team needs on its first day, and too few to flood anybody.
const mostADay = 50;
const mostToOneADay = 3;

/** Names one invitation of one workspace; in another workspace it does not exist. */
export interface InvitationRef {
  workspaceId: string;
  invitationId: string;
}

/** Invitations into workspaces, in the EntityManager's transaction; all but reading must run in one that holds the members of the workspace. */
export interface Invitations {
  /**
   * Makes an invitation and the code that is to be mailed, this once; only its SHA-256 is kept. One that has expired is replaced. Refuses `already_invited`
   * (with `invitationId`) and `too_many_invitations`.
   */
  send(wanted: NewInvitation): Promise<{ invitation: Invitation; code: string }>;
  /** Replaces one that is not ended by another with a new code. Throws `not_found` and `too_many_invitations`. */
  sendAgain(ref: InvitationRef, invitedBy: string): Promise<{ invitation: Invitation; code: string }>;
  /** Those of a workspace that have not ended, the latest first; expired ones, too. */
  list(workspaceId: string): Promise<Invitation[]>;
  /** One that was ever made. Throws `not_found`. */
  find(ref: InvitationRef): Promise<Invitation>;
  /** Throws `not_found` for one that has ended. */
  withdraw(ref: InvitationRef): Promise<Invitation>;
  /** Withdraws those that somebody has sent and, in the role they have now, could not send. None for who is no member any more. */
  withdrawSentBy(userId: string, now: { workspaceId: string; role: WorkspaceRole | null }): Promise<Invitation[]>;
  /** By the code of the mail. Throws `invitation_not_open` for anything but an open one, or one that this person has accepted. */
  byCode(code: string, userId: string): Promise<Invitation>;
  accept(invitation: Invitation, userId: string): Promise<void>;
}

/** Invitations on PostgreSQL. */
export function createInvitations(em: EntityManager, { clock }: { clock: { now(): Date } }): Invitations {
  const asStored = { disableIdentityMap: true } as const;
  const end = async (ids: readonly string[], endedAs: InvitationEnd, acceptedBy: string | null = null) => {
    await em.nativeUpdate(InvitationRow, { id: [...ids] }, { endedAs, endedAt: clock.now(), acceptedBy });
  };
  const openIn = async (ref: InvitationRef) => {
    const { workspaceId, invitationId: id } = ref;
    const row = await em.findOne(InvitationRow, { id, workspaceId, endedAs: null }, asStored);
    if (row === null) throw refuse('not_found', 'There is no such open invitation in this workspace.');
    return toInvitation(row);
  };
  const make = async (wanted: NewInvitation) => {
    await assertFewSent(em, wanted, clock.now());
    const code = mintToken('mm_invite');
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + invitationLifeMs);
    const email = toAccountAddress(wanted.email);
    const fresh = { createdAt, expiresAt, endedAs: null, acceptedBy: null };
    const invitation = { id: createId('inv'), ...wanted, email, ...fresh };
    await em.insert(InvitationRow, { ...invitation, hash: hashToken(code), endedAt: null });
    return { invitation, code };
  };
  return {
    async send(wanted) {
      const { workspaceId } = wanted;
      const before = await em.findOne(
        InvitationRow,
        { workspaceId, email: toAccountAddress(wanted.email), endedAs: null },
        asStored,
      );
      if (before !== null && before.expiresAt > clock.now()) throw alreadyInvited(before);
      if (before !== null) await end([before.id], 'replaced');
      return make(wanted);
    },
    async sendAgain(ref, invitedBy) {
      const { id, workspaceId, email, role } = await openIn(ref);
      await end([id], 'replaced');
      return make({ workspaceId, email, role, invitedBy });
    },
    async list(workspaceId) {
      const orderBy = { createdAt: 'desc', id: 'desc' } as const;
      const rows = await em.find(InvitationRow, { workspaceId, endedAs: null }, { ...asStored, orderBy });
      return rows.map(toInvitation);
    },
    async find({ workspaceId, invitationId: id }) {
      const row = await em.findOne(InvitationRow, { id, workspaceId }, asStored);
      if (row === null) throw refuse('not_found', 'There is no such invitation in this workspace.');
      return toInvitation(row);
    },
    async withdraw(ref) {
      const invitation = await openIn(ref);
      await end([invitation.id], 'withdrawn');
      return invitation;
    },
    async withdrawSentBy(userId, { workspaceId, role }) {
      const rows = await em.find(InvitationRow, { workspaceId, invitedBy: userId, endedAs: null }, asStored);
      const lost = rows.filter((row) => role === null || !mayGrant(role, row.role));
      if (lost.length > 0)
        await end(
          lost.map(({ id }) => id),
          'withdrawn',
        );
      return lost.map(toInvitation);
    },
    async byCode(code, userId) {
      // A typing error, or a code of another kind, costs no look-up.
      if (!parseToken(code, ['mm_invite']).ok) throw notOpen();
      const lockMode = em.isInTransaction() ? LockMode.PESSIMISTIC_WRITE : undefined;
      const row = await em.findOne(
        InvitationRow,
        { hash: hashToken(code) },
        { ...asStored, ...(lockMode && { lockMode }) },
      );
      if (row === null) throw notOpen();
      const isOpen = row.endedAs === null && row.expiresAt > clock.now();
      if (!isOpen && row.acceptedBy !== userId) throw notOpen();
      return toInvitation(row);
    },
    accept: ({ id }, userId) => end([id], 'accepted', userId),
  };
}

/** Deletes invitations that ended or expired before a moment; answers how many. */
export function forgetInvitations(em: EntityManager, before: Date): Promise<number> {
  return em.nativeDelete(InvitationRow, {
    $or: [{ endedAt: { $lt: before } }, { endedAs: null, expiresAt: { $lt: before } }],
  });
}

/** Counts the mails of a day: of the workspace, of whoever sends, and to one address from either. */
async function assertFewSent(
  em: EntityManager,
  { workspaceId, email, invitedBy }: NewInvitation,
  now: Date,
): Promise<void> {
  // One after the other, also from several workspaces at once, so that all are counted.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`accounts.invitations ${invitedBy}`]);
  const since = { createdAt: { $gt: new Date(now.getTime() - day) } };
  const limits = [
    { where: { workspaceId, email: toAccountAddress(email) }, most: mostToOneADay, of: 'to this address' },
    { where: { invitedBy, email: toAccountAddress(email) }, most: mostToOneADay, of: 'from you to this address' },
    { where: { workspaceId }, most: mostADay, of: 'from this workspace' },
    { where: { invitedBy }, most: mostADay, of: 'from you' },
  ];
  for (const { where, most, of } of limits) {
    const sent = await em.find(
      InvitationRow,
      { ...where, ...since },
      { orderBy: { createdAt: 'desc' }, limit: most, fields: ['createdAt'], disableIdentityMap: true },
    );
    const oldest = sent[most - 1];
    if (oldest === undefined) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((oldest.createdAt.getTime() + day - now.getTime()) / 1000));
    throw new Refusal<AccountErrorCode>({
      code: 'too_many_invitations',
      detail: `${most} invitations went out ${of} within a day, which is the most.`,
      extra: { retryAfterSeconds },
    });
  }
}

function toInvitation(row: InvitationRow): Invitation {
  const { id, workspaceId, email, role, invitedBy, createdAt, expiresAt, endedAs, acceptedBy } = row;
  return { id, workspaceId, email, role, invitedBy, createdAt, expiresAt, endedAs, acceptedBy };
}

const refuse = (code: AccountErrorCode, detail: string) => new Refusal<AccountErrorCode>({ code, detail });

/** The same words whatever is wrong with it, so that a code that was guessed tells nothing. */
const notOpen = () =>
  refuse(
    'invitation_not_open',
    'This invitation is not open: it was used or taken back, a newer mail replaced it, or its seven days are over. It may also be mistyped.',
  );

function alreadyInvited({ id, email }: InvitationRow): Refusal<AccountErrorCode> {
  return new Refusal({
    code: 'already_invited',
    detail: `${email} has an open invitation already. Send that one again, or take it back first.`,
    extra: { invitationId: id },
  });
}
