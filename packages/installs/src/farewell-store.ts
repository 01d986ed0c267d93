import type { AuthInputValue } from '@minimart/app-manifest';
import type { DataErasure, NewDataErasure } from './data-erasure.ts';
import type { ErasureReceipt, ReceiptInput } from './erasure-receipt.ts';

/** One app in one workspace. */
export interface AppInWorkspace {
  workspaceId: string;
  appId: string;
}

/** What the owner had entered that is no secret, kept for another install; one set an app and workspace. */
export interface RememberedInputs extends AppInWorkspace {
  /** The uninstalled installation that they come from, and its version. */
  installationId: string;
  version: string;
  rememberedAt: Date;
  inputs: (ReceiptInput & { value: AuthInputValue })[];
}

/** Keeps what is left of an installation once it is gone, inside the caller's transaction. */
export interface FarewellStore {
  /** Receipts are only ever added. */
  addReceipt(receipt: ErasureReceipt): Promise<void>;
  /** The receipts of one installation, oldest first. */
  receiptsOf(installationId: string): Promise<ErasureReceipt[]>;
  /** Schedules a data-erasure request, due `delayMs` from now by the store's own clock (PostgreSQL's). */
  schedule(wanted: NewDataErasure, delayMs: number): Promise<void>;
  erasureOf(installationId: string): Promise<DataErasure | undefined>;
  erasuresOf(installationIds: readonly string[]): Promise<DataErasure[]>;
  /** Ends those that are not due yet, after waiting for whoever claims them now; answers how many. */
  cancelScheduled(of: AppInWorkspace): Promise<number>;
  /** Those whose request is being sent. */
  listPending(of: AppInWorkspace): Promise<DataErasure[]>;
  /** Scheduled ones whose time has come, oldest first, held until the transaction ends; those that another holds are passed over. */
  claimDue(limit: number): Promise<DataErasure[]>;
  /** Writes where one stands. */
  saveErasure(erasure: DataErasure): Promise<void>;
  /** Takes the place of what was remembered before. */
  remember(remembered: RememberedInputs): Promise<void>;
  remembered(of: AppInWorkspace): Promise<RememberedInputs | undefined>;
  /** Erases what is remembered and answers what it was. */
  forget(of: AppInWorkspace): Promise<RememberedInputs | undefined>;
  /** Erases what was remembered for longer than `ageMs` by the store's own clock; answers what it was. */
  forgetOlder(ageMs: number, limit: number): Promise<RememberedInputs[]>;
}
