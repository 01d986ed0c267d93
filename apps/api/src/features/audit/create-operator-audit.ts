import type { OperatorAction, OperatorSubject } from '@minimart/audit';
import { createOperatorLog } from '@minimart/audit/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../http/actor.ts';
import { agentOf } from '../../http/agent-of.ts';
import { redactSecrets } from '../../http/redact-secrets.ts';
import { withoutSecrets } from './create-audit.ts';

/** One act of an operator to write down. Nothing in it may be a secret, or say who reported something. */
export interface OperatorAct {
  by: Actor;
  action: OperatorAction;
  subject: OperatorSubject;
  note?: string;
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
}

/** Writes acts of operators into their log, in the transaction of `em`: call it in the one that acts, so that both happen or neither. */
export type AuditOperator = (em: EntityManager, act: OperatorAct) => Promise<void>;

/** Creates it. */
export function createOperatorAudit(): AuditOperator {
  return async (em, { by, action, subject, note = '', before = {}, after = {} }) => {
    const actor = { kind: by.by === 'token' ? ('token' as const) : ('user' as const), id: by.userId, name: by.name };
    const from = { address: by.address, userAgent: agentOf(by.userAgent) };
    const changed = withoutSecrets({ before, after }) as Pick<Required<OperatorAct>, 'before' | 'after'>;
    await createOperatorLog(em).add([{ actor, action, subject, note: redactSecrets(note), ...changed, ...from }]);
  };
}
