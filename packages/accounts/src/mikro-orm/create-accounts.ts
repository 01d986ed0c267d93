import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId, describeToken, hashToken, mintToken, parseToken } from '@minimart/tokens';
import type { AccountErrorCode } from '../account-error-codes.ts';
import type { WorkspaceRole } from '../workspace-role.ts';
import { PersonalAccessToken } from './personal-access-token.entity.ts';
import { WorkspaceMember } from './workspace-member.entity.ts';
import { Workspace } from './workspace.entity.ts';

/** A person with an account. */
export interface SignedUpUser {
  id: string;
  name: string;
  email: string;
}

/** A workspace that a person belongs to, and as what. */
export interface Membership {
  id: string;
  name: string;
  role: WorkspaceRole;
  /** Whether it is a developer's, to try drafts in. */
  isSandbox: boolean;
}

/** A person who belongs to a workspace. */
export interface WorkspacePerson extends SignedUpUser {
  /** The address of a picture. */
  image: string | null;
  role: WorkspaceRole;
}

/** Workspaces, their members, and personal access tokens; bound to one EntityManager. */
export interface Accounts {
  createWorkspace(name: string): Promise<{ id: string; name: string }>;
  /** Undefined when there is none with this id. `sandboxOf` is the developer who tries drafts in it; null for every other workspace. */
  workspace(id: string): Promise<{ id: string; name: string; sandboxOf: string | null } | undefined>;
  /** The workspace in which a developer tries drafts. */
  sandboxOf(userId: string): Promise<{ id: string; name: string } | undefined>;
  /** Makes it, owned by them; undefined, and nothing written, when they have one. Must run in a transaction. */
  createSandbox(userId: string, name: string): Promise<{ id: string; name: string } | undefined>;
  addMember(workspaceId: string, userId: string, role: WorkspaceRole): Promise<void>;
  /** Undefined for anybody who is no member, whether the workspace exists or not. */
  membership(userId: string, workspaceId: string): Promise<Membership | undefined>;
  /** Who belongs to a workspace, in the order in which they joined. */
  membersOf(workspaceId: string): Promise<WorkspacePerson[]>;
  /** By name. */
  workspacesOf(userId: string): Promise<Membership[]>;
  /** The plain token, this once; only its SHA-256 is kept. */
  mintPersonalAccessToken(userId: string, name: string, expiresAt?: Date): Promise<string>;
  /** Whose token it is; refuses `token_invalid` for a mistyped, unknown, expired or revoked one, without saying which. */
  verifyPersonalAccessToken(text: string): Promise<SignedUpUser>;
  revokePersonalAccessToken(userId: string, tokenId: string): Promise<boolean>;
  usersByIds(ids: readonly string[]): Promise<Map<string, SignedUpUser>>;
}

/** Accounts on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createAccounts(em: EntityManager, { clock }: { clock: { now(): Date } }): Accounts {
  return {
    async createWorkspace(name) {
      const workspace = { id: createId('ws'), name, sandboxOf: null, createdAt: clock.now() };
      await em.insert(Workspace, workspace);
      return { id: workspace.id, name };
    },
    async workspace(id) {
      const found = await em.findOne(Workspace, { id }, { disableIdentityMap: true });
      return found === null ? undefined : { id, name: found.name, sandboxOf: found.sandboxOf };
    },
    async sandboxOf(userId) {
      const found = await em.findOne(Workspace, { sandboxOf: userId }, { disableIdentityMap: true });
      return found === null ? undefined : { id: found.id, name: found.name };
    },
    async createSandbox(userId, name) {
      // Of two at once the second waits at the unique column, and then finds the first.
      const [made] = await em.execute<{ id: string }[]>(
        `insert into accounts.workspaces (id, name, sandbox_of, created_at) values (?, ?, ?, ?::timestamptz)
         on conflict (sandbox_of) do nothing returning id`,
        [createId('ws'), name, userId, clock.now().toISOString()],
      );
      if (made === undefined) return undefined;
      await em.insert(WorkspaceMember, { workspaceId: made.id, userId, role: 'owner', joinedAt: clock.now() });
      return { id: made.id, name };
    },
    async addMember(workspaceId, userId, role) {
      await em.insert(WorkspaceMember, { workspaceId, userId, role, joinedAt: clock.now() });
    },
    membership: async (userId, workspaceId) => (await memberships(em, userId, workspaceId))[0],
    membersOf: (workspaceId) => membersOf(em, workspaceId),
    workspacesOf: (userId) => memberships(em, userId, null),
    async mintPersonalAccessToken(userId, name, expiresAt) {
      const plain = mintToken('mm_pat');
      const { start, lastFour } = describeToken(plain);
      const fixed = { revokedAt: null, lastUsedAt: null, createdAt: clock.now(), expiresAt: expiresAt ?? null };
      await em.insert(PersonalAccessToken, {
        id: createId('pat'),
        userId,
        name,
        hash: hashToken(plain),
        start,
        lastFour,
        ...fixed,
      });
      return plain;
    },
    verifyPersonalAccessToken: (text) => verifyToken(em, text),
    async revokePersonalAccessToken(userId, tokenId) {
      const ended = await em.nativeUpdate(
        PersonalAccessToken,
        { id: tokenId, userId, revokedAt: null },
        { revokedAt: clock.now() },
      );
      return ended === 1;
    },
    async usersByIds(ids) {
      if (ids.length === 0) return new Map();
      const rows = await em.execute<SignedUpUser[]>(
        `select id, name, email from accounts."user" where id in (select jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify(ids)],
      );
      return new Map(rows.map((row) => [row.id, row]));
    },
  };
}

function memberships(em: EntityManager, userId: string, workspaceId: string | null): Promise<Membership[]> {
  return em.execute<Membership[]>(
    `select workspace.id, workspace.name, member.role, workspace.sandbox_of is not null as "isSandbox"
     from accounts.workspace_members member join accounts.workspaces workspace on workspace.id = member.workspace_id
     where member.user_id = ? and member.workspace_id = coalesce(?, member.workspace_id) order by workspace.name, workspace.id`,
    [userId, workspaceId],
  );
}

async function verifyToken(em: EntityManager, text: string): Promise<SignedUpUser> {
  if (!parseToken(text, ['mm_pat']).ok) throw invalidToken();
  // Written at most once a minute, so that a busy script does not turn every read into a write.
  const [user] = await em.execute<SignedUpUser[]>(
    `with token as (
       select id, user_id, last_used_at from accounts.personal_access_tokens
       where hash = ? and revoked_at is null and (expires_at is null or expires_at > now())
     ), used as (
       update accounts.personal_access_tokens set last_used_at = now()
       from token where personal_access_tokens.id = token.id
         and (token.last_used_at is null or token.last_used_at < now() - interval '1 minute')
     )
     select person.id, person.name, person.email from token join accounts."user" person on person.id = token.user_id`,
    [hashToken(text)],
  );
  if (user === undefined) throw invalidToken();
  return user;
}

function invalidToken(): Refusal<AccountErrorCode> {
  return new Refusal({ code: 'token_invalid', detail: 'The personal access token is not valid, or no longer.' });
}

function membersOf(em: EntityManager, workspaceId: string): Promise<WorkspacePerson[]> {
  return em.execute<WorkspacePerson[]>(
    `select "user".id, "user".name, "user".email, "user".image, workspace_members.role
     from accounts.workspace_members join accounts."user" on "user".id = workspace_members.user_id
     where workspace_members.workspace_id = ? order by workspace_members.joined_at, "user".id`,
    [workspaceId],
  );
}
