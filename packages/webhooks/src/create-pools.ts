import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { createOriginPool, type OriginPool, type PoolRequest } from './create-origin-pool.ts';
import { dial } from './dial.ts';
import { createPinnedLookup } from './egress/create-pinned-lookup.ts';
import { normalHost } from './egress/allow-list.ts';
import type { EgressProxy } from './parse-egress-proxy.ts';

const mostPools = 256;

/** Where a request goes: an origin, and the checked addresses of its host, or the proxy that finds these itself. */
export interface Route {
  url: URL;
  through: readonly LookupAddress[] | EgressProxy;
}

/** Keep-alive connections by origin and addresses. */
export interface Pools {
  request(route: Route, request: PoolRequest): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

/**
 * Pools that dial the given addresses and no others. A kept connection serves again only while its host has the addresses it
 * had when that was dialled. The pool least recently used is closed when there are too many.
 */
export function createPools(): Pools {
  const pools = new Map<string, OriginPool>();
  const closing = new Set<OriginPool>();
  const retire = (pool: OriginPool) => {
    closing.add(pool);
    void pool.close().finally(() => closing.delete(pool));
  };
  const retireOldest = () => {
    const [oldest] = pools;
    if (oldest === undefined) return;
    pools.delete(oldest[0]);
    retire(oldest[1]);
  };
  return {
    request(route, request) {
      const key = keyOf(route);
      const pool = pools.get(key) ?? createOriginPool(route.url.origin, createOpen(route));
      pools.delete(key);
      pools.set(key, pool);
      if (pools.size > mostPools) retireOldest();
      return pool.request(request);
    },
    async close() {
      const all = [...pools.values(), ...closing];
      pools.clear();
      await Promise.all(all.map((pool) => pool.destroy()));
    },
  };
}

// Name servers give the same addresses in another order each time.
function keyOf({ url, through }: Route): string {
  const addresses = 'open' in through ? ['proxy'] : through.map(({ address }) => address).toSorted();
  return [url.origin, ...addresses].join(' ');
}

function createOpen({ url, through }: Route): (signal: AbortSignal) => Promise<Socket> {
  let session: Buffer | undefined;
  const isTls = url.protocol === 'https:';
  const target = {
    host: normalHost(url.hostname.replace(/^\[|\]$/g, '')),
    port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
    isTls,
    onSession: (next: Buffer) => (session = next),
  };
  if (!('open' in through)) {
    const lookup = createPinnedLookup(through);
    return (signal) => dial({ ...target, lookup, session }, signal);
  }
  return async (signal) => dial({ ...target, session, tunnel: await through.open(target, signal) }, signal);
}
