import type { EntityManager } from '@mikro-orm/postgresql';
import type { DataErasure } from '../data-erasure.ts';
import type { AppInWorkspace, FarewellStore, RememberedInputs } from '../farewell-store.ts';
import { DataErasureRow } from './data-erasure.entity.ts';
import { ErasureReceiptRow } from './erasure-receipt.entity.ts';
import { RememberedInputsRow } from './remembered-inputs.entity.ts';

// What another transaction changed since must be seen, so nothing is taken from the identity map.
const asStored = { disableIdentityMap: true } as const;
const milliseconds = `* interval '1 millisecond'`;

/** A farewell store on PostgreSQL, in the EntityManager's transaction; the time is the database's. */
export function createFarewellStore(em: EntityManager): FarewellStore {
  const erasures = async (where: object) => (await em.find(DataErasureRow, where, asStored)).map(toErasure);
  return {
    async addReceipt(receipt) {
      await em.insert(ErasureReceiptRow, receipt);
    },
    async receiptsOf(installationId) {
      const orderBy = { erasedAt: 'asc', id: 'asc' } as const;
      const rows = await em.find(ErasureReceiptRow, { installationId }, { ...asStored, orderBy });
      return rows.map(({ id, workspaceId, appId, version, erasedAt, reason, erased, remembered }) => {
        return { id, installationId, workspaceId, appId, version, erasedAt, reason, erased, remembered };
      });
    },
    async schedule({ installationId, workspaceId, appId, version }, delayMs) {
      await em.execute(
        `insert into installs.data_erasures (installation_id, workspace_id, app_id, version, status, scheduled_at, due_at, attempts)
         select ?, ?, ?, ?, 'scheduled', m.at, m.at + ? ${milliseconds}, 0 from (select date_trunc('milliseconds', clock_timestamp()) as at) m`,
        [installationId, workspaceId, appId, version, delayMs],
      );
    },
    erasureOf: async (installationId) => (await erasures({ installationId }))[0],
    erasuresOf: (ids) => erasures({ installationId: { $in: [...ids] } }),
    async cancelScheduled({ workspaceId, appId }) {
      const rows = await em.execute<unknown[]>(
        `update installs.data_erasures set status = 'cancelled', settled_at = clock_timestamp()
         where workspace_id = ? and app_id = ? and status = 'scheduled' returning installation_id`,
        [workspaceId, appId],
      );
      return rows.length;
    },
    listPending: ({ workspaceId, appId }) => erasures({ workspaceId, appId, status: 'pending' }),
    async claimDue(limit) {
      const rows = await em.execute<{ installation_id: string }[]>(
        `select installation_id from installs.data_erasures where status = 'scheduled' and due_at <= clock_timestamp()
         order by due_at limit ? for update skip locked`,
        [limit],
      );
      const claimed = await erasures({ installationId: { $in: rows.map((row) => row.installation_id) } });
      return claimed.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    },
    async saveErasure({ installationId, ...changes }) {
      await em.nativeUpdate(DataErasureRow, { installationId }, changes);
    },
    async remember({ workspaceId, appId, ...rest }) {
      await em.upsert(RememberedInputsRow, { workspaceId, appId, ...rest });
    },
    async remembered({ workspaceId, appId }) {
      const row = await em.findOne(RememberedInputsRow, { workspaceId, appId }, asStored);
      return row === null ? undefined : toRemembered(row);
    },
    forget: async ({ workspaceId, appId }) =>
      (await forget(em, 'workspace_id = ? and app_id = ?', [workspaceId, appId]))[0],
    forgetOlder: (ageMs, limit) =>
      forget(
        em,
        `(workspace_id, app_id) in (
           select workspace_id, app_id from installs.remembered_inputs
           where remembered_at <= clock_timestamp() - ? ${milliseconds} order by remembered_at limit ? for update skip locked)`,
        [ageMs, limit],
      ),
  };
}

interface RememberedColumns {
  workspace_id: string;
  app_id: string;
  installation_id: string;
  version: string;
  remembered_at: string | Date;
  inputs: RememberedInputs['inputs'];
}

async function forget(em: EntityManager, where: string, values: unknown[]): Promise<RememberedInputs[]> {
  const rows = await em.execute<RememberedColumns[]>(
    `delete from installs.remembered_inputs where ${where} returning *`,
    values,
  );
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    appId: row.app_id,
    installationId: row.installation_id,
    version: row.version,
    rememberedAt: new Date(row.remembered_at),
    inputs: row.inputs,
  }));
}

function toRemembered({
  inputs,
  installationId,
  version,
  rememberedAt,
  ...row
}: RememberedInputsRow): RememberedInputs {
  const of: AppInWorkspace = { workspaceId: row.workspaceId, appId: row.appId };
  return { ...of, installationId, version, rememberedAt, inputs };
}

function toErasure(row: DataErasureRow): DataErasure {
  return {
    installationId: row.installationId,
    workspaceId: row.workspaceId,
    appId: row.appId,
    version: row.version,
    status: row.status,
    scheduledAt: row.scheduledAt,
    dueAt: row.dueAt,
    deliveryId: row.deliveryId,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt,
    lastStatusCode: row.lastStatusCode,
    lastError: row.lastError,
    settledAt: row.settledAt,
  };
}
