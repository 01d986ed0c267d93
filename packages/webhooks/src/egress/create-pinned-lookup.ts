import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A lookup for `net.connect` that hands on the given addresses, at least one, whatever it is asked for, and asks nobody itself. */
export function createPinnedLookup(addresses: readonly LookupAddress[]): LookupFunction {
  return (_, options, callback) => {
    const [first] = addresses;
    if (options.all === true) return callback(null, [...addresses]);
    if (first === undefined) return callback(new Error('No address was given.'), '', 0);
    return callback(null, first.address, first.family);
  };
}
