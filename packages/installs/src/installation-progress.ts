import type { DataErasureStatus } from './data-erasure.ts';
import type { InstallationDelivery } from './installation.ts';
import type { InstallationStatus } from './installation-moves.ts';

/** Where an installation stands, as far as it changes by itself while somebody looks on. */
export interface InstallationProgress {
  id: string;
  workspaceId: string;
  status: InstallationStatus;
  /** The app's own words when its server refused. */
  message: string | null;
  version: string;
  isChangingInputs: boolean;
  delivery: InstallationDelivery | null;
  erasedAt: Date | null;
  /** How many receipts of what was erased there are. */
  receipts: number;
  dataErasure: {
    status: DataErasureStatus;
    deliveryId: string | null;
    attempts: number;
    nextAttemptAt: Date | null;
  } | null;
}

/** Whether nothing of it changes any more unless somebody acts; a data-erasure request that is only scheduled is as good as settled. */
export function isSettled({
  status,
  delivery,
  dataErasure,
}: Pick<InstallationProgress, 'status' | 'delivery' | 'dataErasure'>): boolean {
  return status !== 'pending' && delivery?.status !== 'pending' && dataErasure?.status !== 'pending';
}
