import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { ApprovalErrorCode } from '../approval-error-codes.ts';
import { usualPolicy, type InstallPolicy, type StoredPolicy } from '../install-policy.ts';
import { PolicyRow } from './policy.entity.ts';

/** What workspaces say of installing, in the EntityManager's transaction. */
export interface Policies {
  read(workspaceId: string): Promise<StoredPolicy>;
  /**
   * The policy as it stays until the transaction ends: a change of it waits for the installs that go by it, and an install that comes after a
   * change goes by that.
   */
  hold(workspaceId: string): Promise<StoredPolicy>;
  /** Replaces it, and answers it with the one before. `ifMatch` is the `etag` of the last read, or `*`; another refuses `policy_changed`. Must run in a transaction. */
  replace(
    workspaceId: string,
    policy: InstallPolicy,
    by: { userId: string; now: Date; ifMatch: string },
  ): Promise<{ policy: StoredPolicy; before: StoredPolicy }>;
}

/** Policies on PostgreSQL. */
export function createPolicies(em: EntityManager): Policies {
  const read = async (workspaceId: string) => {
    const row = await em.findOne(PolicyRow, { workspaceId }, { disableIdentityMap: true });
    return row === null ? { ...usualPolicy, etag: tagOf(0), changedAt: null, changedBy: null } : toPolicy(row);
  };
  // A workspace that never said anything has no row to lock.
  const lock = (kind: 'shared' | 'exclusive', workspaceId: string) =>
    em.execute(
      `select ${kind === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'}(hashtextextended('approvals.policies ' || ?, 0))`,
      [workspaceId],
    );
  return {
    read,
    async hold(workspaceId) {
      await lock('shared', workspaceId);
      return read(workspaceId);
    },
    async replace(workspaceId, { installers, rule, appIds }, { userId, now, ifMatch }) {
      await lock('exclusive', workspaceId);
      const before = await read(workspaceId);
      if (ifMatch !== '*' && ifMatch !== before.etag) throw policyChanged();
      const revision = Number(/\d+/.exec(before.etag)?.[0] ?? 0) + 1;
      const said = { installers, rule, appIds: [...appIds], revision, changedBy: userId, changedAt: now };
      await em.upsert(PolicyRow, { workspaceId, ...said });
      return { policy: toPolicy({ workspaceId, ...said }), before };
    },
  };
}

const tagOf = (revision: number) => `"policy-${revision}"`;

function toPolicy({ installers, rule, appIds, revision, changedAt, changedBy }: Omit<PolicyRow, symbol>): StoredPolicy {
  return { installers, rule, appIds, etag: tagOf(revision), changedAt, changedBy };
}

function policyChanged(): Refusal {
  const message = 'Somebody changed the policy after you read it. Read it again, then send the new ETag as If-Match.';
  return new Refusal<ApprovalErrorCode>({
    code: 'policy_changed',
    detail: message,
    errors: [{ path: 'headers.if-match', message }],
  });
}
