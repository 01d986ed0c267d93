import type { DeliveryStatus } from './installation.ts';

/** Where a data-erasure request stands: `scheduled` until it is due, then as its delivery. */
export type DataErasureStatus = 'scheduled' | DeliveryStatus;

/** The request to an app's server to erase what it holds, for one uninstalled installation. */
export interface DataErasure {
  installationId: string;
  workspaceId: string;
  appId: string;
  /** The version whose request is sent. */
  version: string;
  status: DataErasureStatus;
  scheduledAt: Date;
  /** By the database's clock. */
  dueAt: Date;
  deliveryId: string | null;
  attempts: number;
  nextAttemptAt: Date | null;
  lastStatusCode: number | null;
  lastError: string | null;
  /** When it came to its end, delivered or not. */
  settledAt: Date | null;
}

/** What is known when one is scheduled. */
export type NewDataErasure = Pick<DataErasure, 'installationId' | 'workspaceId' | 'appId' | 'version'>;
