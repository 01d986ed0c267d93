import { Pool } from 'undici';
import { portOf, type EgressGuard } from './egress/create-egress-guard.ts';

const mostPools = 256;

/** Keep-alive connection pools by origin, the least recently used one closed when there are too many. */
export interface Pools {
  of(url: URL): Pool;
  close(): Promise<void>;
}

/** Pools whose every new connection is dialled through the guard's pinned lookup; a kept connection stays at its checked address. */
export function createPools({ guard, connectTimeoutMs }: { guard: EgressGuard; connectTimeoutMs: number }): Pools {
  const pools = new Map<string, Pool>();
  const open = (url: URL) =>
    new Pool(url.origin, {
      allowH2: false,
      connectTimeout: connectTimeoutMs,
      connect: { lookup: guard.lookupFor(portOf(url)) },
      // The sender's deadline bounds the whole exchange; these must not end it under another name.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  return {
    of(url) {
      const pool = pools.get(url.origin) ?? open(url);
      pools.delete(url.origin);
      pools.set(url.origin, pool);
      const [oldest] = pools;
      if (pools.size > mostPools && oldest !== undefined) {
        pools.delete(oldest[0]);
        // `close` lets requests under way finish.
        void oldest[1].close();
      }
      return pool;
    },
    async close() {
      const all = [...pools.values()];
      pools.clear();
      await Promise.all(all.map((pool) => pool.destroy()));
    },
  };
}
