import type { InstallationRecord } from './installation.ts';

/** The record with its delivery cancelled, if that was still pending; the outbox is told apart. */
export function withDeliveryCancelled(record: InstallationRecord): InstallationRecord {
  if (record.delivery?.status !== 'pending') return record;
  return { ...record, delivery: { ...record.delivery, status: 'cancelled', nextAttemptAt: null } };
}
