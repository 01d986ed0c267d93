import type { AuditAction } from '@minimart/audit';
import type { InstallationRecord, InstallationStore } from '@minimart/installs';

/** A move that a delivery's end has made of an installation. */
export interface SettledMove {
  action: AuditAction;
  record: InstallationRecord;
}

/** A store that remembers which moves were made through it, for whoever writes them down in the same transaction. */
export interface WatchedStore {
  store: InstallationStore;
  moves(): SettledMove[];
}

/** Watches the installations that are locked and saved, as settling does. */
export function watchMoves(store: InstallationStore): WatchedStore {
  const before = new Map<string, InstallationRecord>();
  const made: SettledMove[] = [];
  return {
    moves: () => made,
    store: {
      ...store,
      async lock(id) {
        const record = await store.lock(id);
        if (record !== undefined) before.set(id, record);
        return record;
      },
      async save(record) {
        await store.save(record);
        const action = moveBetween(before.get(record.id), record);
        if (action !== undefined) made.push({ action, record });
        before.set(record.id, record);
      },
    },
  };
}

function moveBetween(was: InstallationRecord | undefined, is: InstallationRecord): AuditAction | undefined {
  if (was === undefined) return undefined;
  if (was.status === 'pending' && is.status === 'active') return 'app_activated';
  if (was.status !== 'failed' && is.status === 'failed') return 'install_failed';
  if (was.erasedAt === null && is.erasedAt !== null) return 'inputs_erased';
  if (was.status === 'active' && was.key !== null && was.key.id !== is.key?.id) return 'key_rotation_undone';
  return undefined;
}
