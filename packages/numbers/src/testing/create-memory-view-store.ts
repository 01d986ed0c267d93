import { randomBytes } from 'node:crypto';
import type { Day } from '../day.ts';
import type { HashedView, ViewStore } from '../view-store.ts';

/** A view store in memory, with what a test wants to know of it. */
export interface MemoryViewStore extends ViewStore {
  /** How many visitors took each step, by `<day> <app> <step>`. */
  counts(): Record<string, number>;
  /** The sizes of the writes so far. */
  writes: number[];
  /** While it is set, nothing can be read or written. */
  isDown: boolean;
}

/** Creates an empty one. */
export function createMemoryViewStore(): MemoryViewStore {
  const salts = new Map<Day, Buffer>();
  const seen = new Map<string, HashedView>();
  const store: MemoryViewStore = {
    writes: [],
    isDown: false,
    async saltOf(day) {
      if (store.isDown) throw new Error('no connection');
      const salt = salts.get(day) ?? randomBytes(32);
      salts.set(day, salt);
      return salt;
    },
    async addViews(views) {
      if (store.isDown) throw new Error('no connection');
      store.writes.push(views.length);
      for (const view of views) seen.set(JSON.stringify([keyOf(view), view.visitor.toString('hex')]), view);
    },
    counts() {
      const counts: Record<string, number> = {};
      for (const view of seen.values()) counts[keyOf(view)] = (counts[keyOf(view)] ?? 0) + 1;
      return counts;
    },
  };
  return store;
}

const keyOf = ({ day, appId, step }: HashedView) => `${day} ${appId} ${step}`;
