import type { AccountAction } from '@minimart/audit';
import { createAccountLog } from '@minimart/audit/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../http/actor.ts';
import { agentOf } from '../../http/agent-of.ts';

/** One act on an account to write down. `detail` must hold no secret. */
export interface AccountAct {
  accountId: string;
  by: Actor | { kind: 'platform' };
  action: AccountAction;
  detail?: Readonly<Record<string, unknown>>;
}

/** Writes acts on accounts into the audit log, in the transaction of `em`: call it in the one that acts, so that both happen or neither. */
export type AuditAccount = (em: EntityManager, act: AccountAct) => Promise<void>;

/** Creates it. */
export function createAccountAudit(): AuditAccount {
  return async (em, { accountId, by, action, detail = {} }) => {
    const isPerson = !('kind' in by);
    const actor = isPerson
      ? { kind: by.by === 'token' ? ('token' as const) : ('user' as const), id: by.userId, name: by.name }
      : { kind: 'platform' as const, id: null, name: 'Minimart' };
    const from = isPerson
      ? { address: by.address, userAgent: agentOf(by.userAgent) }
      : { address: null, userAgent: null };
    await createAccountLog(em).add([{ accountId, actor, action, ...from, detail }]);
  };
}
