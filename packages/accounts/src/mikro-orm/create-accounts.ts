import type { EntityManager } from '@mikro-orm/postgresql';
import { createId } from '@minimart/tokens';
import type { WorkspaceRole } from '../workspace-role.ts';
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

/** Workspaces and their members; bound to one EntityManager. */
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
  usersByIds(ids: readonly string[]): Promise<Map<string, SignedUpUser>>;
}

/** Accounts on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createAccounts(em: EntityManager, { clock }: { clock: { now(): Date } }): Accounts {
  return {
    async createWorkspace(name) {
      const workspace = {
        id: createId('ws'),
        name,
        sandboxOf: null,
        issuer: null,
        externalId: null,
        createdAt: clock.now(),
      };
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
      await em.insert(WorkspaceMember, {
        workspaceId: made.id,
        userId,
        role: 'owner',
        issuer: null,
        joinedAt: clock.now(),
      });
      return { id: made.id, name };
    },
    async addMember(workspaceId, userId, role) {
      await em.insert(WorkspaceMember, { workspaceId, userId, role, issuer: null, joinedAt: clock.now() });
    },
    membership: async (userId, workspaceId) => (await memberships(em, userId, workspaceId))[0],
    membersOf: (workspaceId) => membersOf(em, workspaceId),
    workspacesOf: (userId) => memberships(em, userId, null),
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

function membersOf(em: EntityManager, workspaceId: string): Promise<WorkspacePerson[]> {
  return em.execute<WorkspacePerson[]>(
    `select "user".id, "user".name, "user".email, "user".image, workspace_members.role
     from accounts.workspace_members join accounts."user" on "user".id = workspace_members.user_id
     where workspace_members.workspace_id = ? order by workspace_members.joined_at, "user".id`,
    [workspaceId],
  );
}
