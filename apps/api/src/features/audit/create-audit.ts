import type { AuditAction, AuditActor, NewAuditEntry } from '@minimart/audit';
import { createAuditLog } from '@minimart/audit/mikro-orm';
import type { Catalog } from '@minimart/catalog/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../http/actor.ts';
import { agentOf } from '../../http/agent-of.ts';
import { redactSecrets } from '../../http/redact-secrets.ts';

/** Who acts when no person does: the platform by itself, or an app with the key of its installation. */
export type Machine = { kind: 'platform' } | { kind: 'app'; appId: string };

/** One act to write down. `detail` must hold no secret: names, versions, scopes and reasons, never values that somebody entered. Texts of people may be in it; keys and tokens are taken out of them. */
export interface AuditAct {
  workspaceId: string;
  by: Actor | Machine;
  action: AuditAction;
  appId?: string | undefined;
  installationId?: string | undefined;
  detail?: Readonly<Record<string, unknown>>;
}

/** Writes acts into the audit log, in the transaction of `em`: call it in the one that acts, so that both happen or neither. */
export type Audit = (em: EntityManager, ...acts: AuditAct[]) => Promise<void>;

/** Creates it; the names of apps are those they have in the store at this moment, or in their drafts. */
export function createAudit({ catalogOf }: { catalogOf(em: EntityManager): Pick<Catalog, 'namesOf'> }): Audit {
  return async (em, ...acts) => {
    const ids = acts.flatMap(({ appId, by }) => [appId, 'kind' in by && by.kind === 'app' ? by.appId : undefined]);
    const wanted = [...new Set(ids.filter((id) => id !== undefined))];
    const names = wanted.length === 0 ? new Map() : await catalogOf(em).namesOf(wanted);
    const nameOf = (appId: string): string => names.get(appId)?.name ?? appId;
    await createAuditLog(em).add(acts.map((act) => toEntry(act, nameOf)));
  };
}

function toEntry(
  { workspaceId, by, action, appId, installationId, detail = {} }: AuditAct,
  nameOf: (appId: string) => string,
): NewAuditEntry {
  const isPerson = !('kind' in by);
  return {
    workspaceId,
    actor: isPerson ? toPerson(by) : toMachine(by, nameOf),
    action,
    app: appId === undefined ? null : { id: appId, name: nameOf(appId) },
    installationId: installationId ?? null,
    address: isPerson ? by.address : null,
    userAgent: isPerson ? agentOf(by.userAgent) : null,
    detail: withoutSecrets(detail) as Record<string, unknown>,
  };
}

/** The same value with keys and tokens taken out of every text in it. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutSecrets(part)]));
}

const toPerson = ({ userId: id, name, by }: Actor): AuditActor => ({
  kind: by === 'token' ? 'token' : 'user',
  id,
  name,
});

function toMachine(by: Machine, nameOf: (appId: string) => string): AuditActor {
  if (by.kind === 'platform') return { kind: 'platform', id: null, name: 'Minimart' };
  return { kind: 'app', id: by.appId, name: nameOf(by.appId) };
}
