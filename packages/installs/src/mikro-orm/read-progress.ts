import type { EntityManager } from '@mikro-orm/postgresql';
import type { DataErasureStatus } from '../data-erasure.ts';
import type { InstallationProgress } from '../installation-progress.ts';
import type { InstallationStatus } from '../installation-moves.ts';
import type { DeliveryJson } from './installation.entity.ts';

interface Row {
  id: string;
  workspace_id: string;
  status: InstallationStatus;
  message: string | null;
  version: string;
  is_changing_inputs: boolean;
  delivery: DeliveryJson | null;
  erased_at: string | Date | null;
  receipts: number;
  erasure_status: DataErasureStatus | null;
  erasure_delivery_id: string | null;
  erasure_attempts: number | null;
  erasure_next_attempt_at: string | Date | null;
}

/** Where these installations stand: one statement that reads by primary key, however many they are. What does not exist is left out. */
export async function readProgress(em: EntityManager, ids: readonly string[]): Promise<InstallationProgress[]> {
  const rows = await em.execute<Row[]>(
    `select i.id, i.workspace_id, i.status, i.message, i.version, i.former_auth_inputs is not null as is_changing_inputs,
       i.delivery, i.erased_at,
       (select count(*)::int from installs.erasure_receipts r where r.installation_id = i.id) as receipts,
       d.status as erasure_status, d.delivery_id as erasure_delivery_id, d.attempts as erasure_attempts,
       d.next_attempt_at as erasure_next_attempt_at
     from installs.installations i left join installs.data_erasures d on d.installation_id = i.id
     where i.id in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(ids)],
  );
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    status: row.status,
    message: row.message,
    version: row.version,
    isChangingInputs: row.is_changing_inputs,
    delivery: row.delivery && { ...row.delivery, nextAttemptAt: toDate(row.delivery.nextAttemptAt) },
    erasedAt: toDate(row.erased_at),
    receipts: row.receipts,
    dataErasure: row.erasure_status && {
      status: row.erasure_status,
      deliveryId: row.erasure_delivery_id,
      attempts: row.erasure_attempts ?? 0,
      nextAttemptAt: toDate(row.erasure_next_attempt_at),
    },
  }));
}

const toDate = (moment: string | Date | null): Date | null => (moment === null ? null : new Date(moment));
