import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditEntry, AuditQuery, NewAuditEntry } from '../audit-entry.ts';
import { AuditRow } from './audit.entity.ts';
import { readInBatches, readLog, type Condition } from './read-log.ts';

/** The audit log, in the EntityManager's transaction: what is added commits or is rolled back with what it tells of. */
export interface AuditLog {
  /** Adds lines in the order given; the database says when. */
  add(entries: readonly NewAuditEntry[]): Promise<void>;
  /** Latest first. */
  read(query: AuditQuery): Promise<AuditEntry[]>;
  /** Everything that matches, latest first, in batches of `limit`; lines that are added meanwhile are left out. */
  readAll(query: AuditQuery): AsyncGenerator<AuditEntry[]>;
  /** Who is in the log of a workspace, by name, and which apps are; the latest name each had. */
  namesIn(workspaceId: string): Promise<{ actors: Named[]; apps: Named[] }>;
}

interface Named {
  id: string;
  name: string;
}

const log = {
  table: 'audit.entries',
  texts: ['actor_name', 'app_name', 'installation_id', 'address', 'user_agent', 'detail::text'],
};

/** An audit log on PostgreSQL. */
export function createAuditLog(em: EntityManager): AuditLog {
  const read = async (query: AuditQuery) => {
    const { workspaceId, appId } = query;
    const own: Condition[] = [['workspace_id = ?', workspaceId]];
    if (appId !== undefined) own.push(['app_id = ?', appId]);
    return (await readLog<Row>(em, { ...log, own }, query)).map(toEntry);
  };
  return {
    async add(entries) {
      if (entries.length > 0) await em.insertMany(AuditRow, entries.map(toRow));
    },
    read,
    readAll: (query) => readInBatches(read, query),
    async namesIn(workspaceId) {
      const latest = (id: string, name: string) =>
        em.execute<Named[]>(
          `select id, name from (
             select distinct on (${id}) ${id} as id, ${name} as name from audit.entries
             where workspace_id = ? and ${id} is not null order by ${id}, entries.id desc) n
           order by lower(name), id limit 500`,
          [workspaceId],
        );
      const [actors, apps] = [await latest('actor_id', 'actor_name'), await latest('app_id', 'app_name')];
      return { actors, apps };
    },
  };
}

function toRow({ actor, app, ...entry }: NewAuditEntry) {
  const who = { actorKind: actor.kind, actorId: actor.id, actorName: actor.name };
  return { ...entry, ...who, appId: app?.id ?? null, appName: app?.name ?? null, detail: { ...entry.detail } };
}

interface Row {
  id: string;
  at: Date | string;
  workspace_id: string;
  action: AuditEntry['action'];
  actor_kind: AuditEntry['actor']['kind'];
  actor_id: string | null;
  actor_name: string;
  app_id: string | null;
  app_name: string | null;
  installation_id: string | null;
  address: string | null;
  user_agent: string | null;
  detail: Record<string, unknown>;
}

function toEntry(row: Row): AuditEntry {
  return {
    id: String(row.id),
    at: new Date(row.at),
    workspaceId: row.workspace_id,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    app: row.app_id === null ? null : { id: row.app_id, name: row.app_name ?? row.app_id },
    installationId: row.installation_id,
    address: row.address,
    userAgent: row.user_agent,
    detail: row.detail,
  };
}
