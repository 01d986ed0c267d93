import type { LookupAddress } from 'node:dns';
import { LookupFailure } from './lookup-failure.ts';
import type { Resolve } from './resolve.ts';

const mostHosts = 2000;
const mostAddresses = 64;
const shortestMs = 1000;
const longestMs = 60_000;
const lookupLimitMs = 10_000;

/** The addresses of a host, looked up or remembered. Rejects with `LookupFailure`. */
export type HostCache = (host: string) => Promise<readonly LookupAddress[]>;

interface Entry {
  answer: Promise<readonly LookupAddress[]>;
  until: number;
}

/**
 * Remembers what hosts resolve to for their TTL, but at least 1 s and at most 60 s, and for 1 s that they do not. One look-up
 * at a time a host, which all who ask meanwhile share. `now` is in milliseconds.
 */
export function createHostCache({ resolve, now }: { resolve: Resolve; now: () => number }): HostCache {
  const entries = new Map<string, Entry>();
  const open = (host: string): Entry => {
    const entry: Entry = { answer: Promise.resolve([]), until: Infinity };
    const keep = (ms: number) => (entry.until = now() + ms);
    entry.answer = lookUp(resolve, host).then(
      ({ addresses, ttlMs }) => {
        keep(Math.min(longestMs, Math.max(shortestMs, ttlMs)));
        return addresses;
      },
      (error: unknown) => {
        keep(shortestMs);
        throw error;
      },
    );
    return entry;
  };
  return (host) => {
    const known = entries.get(host);
    const entry = known !== undefined && known.until > now() ? known : open(host);
    entries.delete(host);
    entries.set(host, entry);
    const [oldest] = entries.keys();
    if (entries.size > mostHosts && oldest !== undefined) entries.delete(oldest);
    return entry.answer;
  };
}

async function lookUp(resolve: Resolve, host: string): ReturnType<Resolve> {
  // A look-up that never ended would be shared by all who ask for the host from then on.
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new LookupFailure('ETIMEOUT')), lookupLimitMs);
  try {
    const found = await Promise.race([resolve(host), limit.promise]);
    if (found.addresses.length === 0) throw new LookupFailure('ENODATA');
    // No server has so many; an answer of thousands would only be there to fill our memory.
    if (found.addresses.length > mostAddresses) throw new LookupFailure('TOO_MANY');
    return found;
  } catch (error) {
    throw error instanceof LookupFailure ? error : new LookupFailure(codeOf(error));
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
