import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { AccountErrorCode } from '../account-error-codes.ts';
import type { WorkspaceRole } from '../workspace-role.ts';
import { WorkspaceMember } from './workspace-member.entity.ts';
import { Workspace } from './workspace.entity.ts';

const day = 24 * 3_600_000;
const mostWorkspacesADay = 10;

/** A person in a workspace. */
export interface Member {
  userId: string;
  name: string;
  email: string;
  role: WorkspaceRole;
  joinedAt: Date;
}

/** Names one member of one workspace. */
export interface MemberRef {
  workspaceId: string;
  userId: string;
}

/** Who belongs to workspaces, in the EntityManager's transaction; all but reading must run in one. */
export interface Members {
  /** Makes a workspace with its first owner. Refuses `too_many_workspaces` to whoever has made ten within a day. */
  openWorkspace(name: string, ownerId: string): Promise<{ id: string; name: string }>;
  /** In the order in which they joined. */
  list(workspaceId: string): Promise<Member[]>;
  /**
   * Waits for others who change who belongs to the workspace, until the transaction ends: what is read of members afterwards stays true as long.
   * Answers the workspace; throws `not_found` where there is none.
   */
  hold(workspaceId: string): Promise<{ id: string; name: string; isSandbox: boolean }>;
  /** Throws `not_found`. */
  find(ref: MemberRef): Promise<Member>;
  /** Keeps somebody a member until the transaction ends; whoever removes them waits. Throws `not_found` for who is none. */
  keep(ref: MemberRef): Promise<void>;
  /** After `hold`. Refuses `last_owner` where nobody else owns the workspace. */
  changeRole(member: Member, to: MemberRef & { role: WorkspaceRole }): Promise<void>;
  /** After `hold`. Refuses `last_owner` likewise. */
  remove(member: Member, ref: MemberRef): Promise<void>;
}

/** Members on PostgreSQL. */
export function createMembers(em: EntityManager, { clock }: { clock: { now(): Date } }): Members {
  const read = async (workspaceId: string, userId: string | null) => {
    const rows = await em.execute<(Omit<Member, 'joinedAt'> & { joinedAt: string })[]>(
      `select person.id as "userId", person.name, person.email, member.role, member.joined_at as "joinedAt"
       from accounts.workspace_members member join accounts."user" person on person.id = member.user_id
       where member.workspace_id = ? and member.user_id = coalesce(?, member.user_id)
       order by member.joined_at, person.id`,
      [workspaceId, userId],
    );
    return rows.map((row) => ({ ...row, joinedAt: new Date(row.joinedAt) }));
  };
  const assertNotLast = async ({ role, name }: Member, workspaceId: string) => {
    if (role !== 'owner' || (await em.count(WorkspaceMember, { workspaceId, role: 'owner' })) > 1) return;
    throw refuse(
      'last_owner',
      `${name} is the only owner. Make somebody else an owner first: a workspace has one at all times.`,
    );
  };
  return {
    async openWorkspace(name, ownerId) {
      // One after the other, so that many at once are counted.
      await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`accounts.workspaces ${ownerId}`]);
      await assertFewMade(em, ownerId, clock.now());
      const workspace = { id: createId('ws'), name, sandboxOf: null, createdAt: clock.now() };
      await em.insert(Workspace, workspace);
      const owner = { workspaceId: workspace.id, userId: ownerId, role: 'owner' as const };
      await em.insert(WorkspaceMember, { ...owner, joinedAt: clock.now() });
      return { id: workspace.id, name };
    },
    list: (workspaceId) => read(workspaceId, null),
    async hold(workspaceId) {
      const [held] = await em.execute<{ id: string; name: string; isSandbox: boolean }[]>(
        `select id, name, sandbox_of is not null as "isSandbox" from accounts.workspaces where id = ? for no key update`,
        [workspaceId],
      );
      if (held === undefined) throw refuse('not_found', 'There is no such workspace among yours.');
      return held;
    },
    async find({ workspaceId, userId }) {
      const [member] = await read(workspaceId, userId);
      if (member === undefined) throw notMember();
      return member;
    },
    async keep({ workspaceId, userId }) {
      const rows = await em.execute<object[]>(
        `select 1 from accounts.workspace_members where workspace_id = ? and user_id = ? for key share`,
        [workspaceId, userId],
      );
      if (rows.length === 0) throw refuse('not_found', 'There is no such workspace among yours.');
    },
    async changeRole(member, { workspaceId, userId, role }) {
      if (role !== 'owner') await assertNotLast(member, workspaceId);
      await em.nativeUpdate(WorkspaceMember, { workspaceId, userId }, { role });
    },
    async remove(member, { workspaceId, userId }) {
      await assertNotLast(member, workspaceId);
      await em.nativeDelete(WorkspaceMember, { workspaceId, userId });
    },
  };
}

async function assertFewMade(em: EntityManager, ownerId: string, now: Date): Promise<void> {
  const [made] = await em.execute<{ count: number; oldest: string | null }[]>(
    `select count(*)::int as count, min(workspace.created_at) as oldest
     from accounts.workspaces workspace join accounts.workspace_members member on member.workspace_id = workspace.id
     where member.user_id = ? and member.role = 'owner' and workspace.sandbox_of is null and workspace.created_at > ?::timestamptz`,
    [ownerId, new Date(now.getTime() - day).toISOString()],
  );
  if (made === undefined || made.oldest === null || made.count < mostWorkspacesADay) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((Date.parse(made.oldest) + day - now.getTime()) / 1000));
  throw new Refusal<AccountErrorCode>({
    code: 'too_many_workspaces',
    detail: `You have made ${mostWorkspacesADay} workspaces within a day, which is the most.`,
    extra: { retryAfterSeconds },
  });
}

const refuse = (code: AccountErrorCode, detail: string) => new Refusal<AccountErrorCode>({ code, detail });
const notMember = () => refuse('not_found', 'There is no such person in this workspace.');
