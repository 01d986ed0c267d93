import type { AuthInputType } from '@minimart/app-manifest';

/**
 * Why erased then: how the unsubscribe request ended (`cancelled`: by the platform), `nothing_sent` when there was none to wait for; for values that
 * had been remembered, `forgotten` (asked for by a person), `installed_again` (they live on there) or `expired`.
 */
export const erasureReasons = [
  'delivered',
  'refused',
  'gone',
  'gave_up',
  'cancelled',
  'nothing_sent',
  'forgotten',
  'installed_again',
  'expired',
] as const;

/** One of `erasureReasons`. */
export type ErasureReason = (typeof erasureReasons)[number];

/** One erased or remembered auth input: what it was, never its value. */
export interface ReceiptInput {
  name: string;
  title: string;
  type: AuthInputType;
  secret: boolean;
}

/** That auth inputs were erased: which ones, when and why then, and which were remembered for another install. Never changed. */
export interface ErasureReceipt {
  id: string;
  installationId: string;
  workspaceId: string;
  appId: string;
  version: string;
  erasedAt: Date;
  reason: ErasureReason;
  erased: ReceiptInput[];
  /** Not secret, and kept at the owner's wish. */
  remembered: ReceiptInput[];
}
