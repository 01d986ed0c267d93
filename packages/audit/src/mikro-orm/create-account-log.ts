import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccountEntry, AccountQuery, NewAccountEntry } from '../account-entry.ts';
import { AccountAuditRow } from './account-entry.entity.ts';

/** The audit log of accounts, in the EntityManager's transaction: what is added commits or is rolled back with what it tells of. */
export interface AccountLog {
  /** Adds lines in the order given; the database says when. */
  add(entries: readonly NewAccountEntry[]): Promise<void>;
  /** Latest first. */
  read(query: AccountQuery): Promise<AccountEntry[]>;
}

/** An audit log of accounts on PostgreSQL. */
export function createAccountLog(em: EntityManager): AccountLog {
  return {
    async add(entries) {
      if (entries.length === 0) return;
      await em.insertMany(
        AccountAuditRow,
        entries.map(({ actor, detail, ...entry }) => {
          return { ...entry, actorKind: actor.kind, actorId: actor.id, actorName: actor.name, detail: { ...detail } };
        }),
      );
    },
    async read({ accountId, before, limit }) {
      const where = { accountId, ...(before !== undefined && { id: { $lt: before } }) };
      const rows = await em.find(AccountAuditRow, where, { orderBy: { id: 'desc' }, limit, disableIdentityMap: true });
      return rows.map(({ id, at, action, actorKind, actorId, actorName, address, userAgent, detail }) => {
        const actor = { kind: actorKind, id: actorId, name: actorName };
        return { id: String(id), at, accountId, action, actor, address, userAgent, detail };
      });
    },
  };
}
