import type { AuditAction, AuditActor, NewAuditEntry } from '@minimart/audit';
import { createAuditLog } from '@minimart/audit/mikro-orm';
import type { Catalog } from '@minimart/catalog/mikro-orm';
import { redactKeys } from '@minimart/keys';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../http/actor.ts';

/** Who acts when no person does: the platform by itself, or an app with the key of its installation. */
export type Machine = { kind: 'platform' } | { kind: 'app'; appId: string };

/** One act to write down. `detail` must hold no secret: names, versions, scopes and reasons, never values that somebody entered. */
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

const mostOfAgent = 300;

/** Creates it; the names of apps are those they have in the store at this moment. */
export function createAudit({ catalogOf }: { catalogOf(em: EntityManager): Pick<Catalog, 'listingsOf'> }): Audit {
  return async (em, ...acts) => {
    const ids = acts.flatMap(({ appId, by }) => [appId, 'kind' in by && by.kind === 'app' ? by.appId : undefined]);
    const wanted = [...new Set(ids.filter((id) => id !== undefined))];
    const listings = wanted.length === 0 ? new Map() : await catalogOf(em).listingsOf(wanted);
    const nameOf = (appId: string): string => listings.get(appId)?.manifest.name ?? appId;
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
    userAgent: isPerson ? toAgent(by.userAgent) : null,
    detail,
  };
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

// What a program says of itself is anything at all: one line of it is kept, and a key in it is not.
function toAgent(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent === '') return null;
  return redactKeys(userAgent)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, mostOfAgent)
    .toWellFormed();
}
