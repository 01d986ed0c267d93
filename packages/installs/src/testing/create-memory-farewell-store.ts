import type { DataErasure } from '../data-erasure.ts';
import type { ErasureReceipt } from '../erasure-receipt.ts';
import type { AppInWorkspace, FarewellStore, RememberedInputs } from '../farewell-store.ts';

/** A farewell store in memory, on the clock given: no transactions, so nothing is held and nothing is rolled back. */
export function createMemoryFarewellStore(clock: { now(): Date } = { now: () => new Date() }): FarewellStore {
  const receipts: ErasureReceipt[] = [];
  const erasures = new Map<string, DataErasure>();
  const memory = new Map<string, RememberedInputs>();
  const keyOf = ({ workspaceId, appId }: AppInWorkspace) => `${workspaceId} ${appId}`;
  const found = (is: (erasure: DataErasure) => boolean) => structuredClone([...erasures.values()].filter(is));
  const isOf = (of: AppInWorkspace) => (erasure: DataErasure) => keyOf(erasure) === keyOf(of);
  const take = (key: string) => {
    const taken = memory.get(key);
    memory.delete(key);
    return taken;
  };
  return {
    addReceipt: async (receipt) => void receipts.push(structuredClone(receipt)),
    receiptsOf: async (id) => {
      const own = receipts.filter(({ installationId }) => installationId === id);
      return structuredClone(own.toSorted((a, b) => a.erasedAt.getTime() - b.erasedAt.getTime()));
    },
    async schedule(wanted, delayMs) {
      const scheduledAt = clock.now();
      const untried = { deliveryId: null, attempts: 0, nextAttemptAt: null, lastStatusCode: null, lastError: null };
      const dueAt = new Date(scheduledAt.getTime() + delayMs);
      const erasure = { ...wanted, ...untried, status: 'scheduled' as const, scheduledAt, dueAt, settledAt: null };
      erasures.set(wanted.installationId, erasure);
    },
    erasureOf: async (id) => found(({ installationId }) => installationId === id)[0],
    erasuresOf: async (ids) => found(({ installationId }) => ids.includes(installationId)),
    async cancelScheduled(of) {
      const meant = [...erasures.values()].filter((each) => isOf(of)(each) && each.status === 'scheduled');
      for (const each of meant) Object.assign(each, { status: 'cancelled', settledAt: clock.now() });
      return meant.length;
    },
    listPending: async (of) => found((each) => isOf(of)(each) && each.status === 'pending'),
    async claimDue(limit) {
      const due = found(({ status, dueAt }) => status === 'scheduled' && dueAt <= clock.now());
      return due.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()).slice(0, limit);
    },
    saveErasure: async (erasure) => void erasures.set(erasure.installationId, structuredClone(erasure)),
    remember: async (remembered) => void memory.set(keyOf(remembered), structuredClone(remembered)),
    remembered: async (of) => structuredClone(memory.get(keyOf(of))),
    forget: async (of) => take(keyOf(of)),
    async forgetOlder(ageMs, limit) {
      const old = [...memory].filter(([, { rememberedAt }]) => rememberedAt.getTime() <= clock.now().getTime() - ageMs);
      return old.slice(0, limit).flatMap(([key]) => take(key) ?? []);
    },
  };
}
