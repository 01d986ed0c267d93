import { Resolver } from 'node:dns/promises';
import type { RecordWithTtl } from 'node:dns';
import type { HostAddresses, Resolve } from './resolve.ts';

/**
 * Asks name servers (by default the system's) for A and AAAA records, with their TTL. Through c-ares, because the system's own
 * look-up holds one of libuv's four threads until it ends: a few dead names would stop the deliveries to all others. Host files
 * and search domains do not count, so a short name cannot become one of the operator's network.
 */
export function createPublicResolve({ servers }: { servers?: readonly string[] } = {}): Resolve {
  // Two tries of 1.5 s, the second longer, end well within the time of an exchange.
  const resolver = new Resolver({ timeout: 1500, tries: 2, maxTimeout: 2500 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (host) => {
    const answers = await Promise.allSettled([
      resolver.resolve4(host, { ttl: true }).then((records) => toAddresses(records, 4)),
      resolver.resolve6(host, { ttl: true }).then((records) => toAddresses(records, 6)),
    ]);
    const found = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    if (found.length === 0) throw tellingOf(answers.map((answer) => answer.status === 'rejected' && answer.reason));
    return {
      addresses: found.flatMap(({ addresses }) => addresses),
      ttlMs: Math.min(...found.map(({ ttlMs }) => ttlMs)),
    };
  };
}

function toAddresses(records: readonly RecordWithTtl[], family: 4 | 6): HostAddresses {
  return {
    addresses: records.map(({ address }) => ({ address, family })),
    ttlMs: Math.min(...records.map(({ ttl }) => ttl)) * 1000,
  };
}

// Having no IPv6 address is how most names are; whatever else went wrong tells more.
function tellingOf(errors: readonly unknown[]): unknown {
  return errors.find((error) => !(error instanceof Error && 'code' in error && error.code === 'ENODATA')) ?? errors[0];
}
