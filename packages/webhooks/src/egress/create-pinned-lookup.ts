import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { parseAddress, specialPurposeOf } from './address-class.ts';
import type { AllowList } from './allow-list.ts';
import { EgressForbidden } from './egress-forbidden.ts';

/** Resolves a host name to all of its addresses. */
export type Resolve = (
  host: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A lookup for `net.connect` that answers with the very addresses it has checked, so a name cannot point elsewhere between
 * the check and the dial (DNS rebinding). One forbidden address among many refuses the host, because which one is dialled is
 * then a matter of chance. Errors with `EgressForbidden`.
 */
export function createPinnedLookup({
  list,
  resolve,
  port,
}: {
  list: AllowList;
  resolve: Resolve;
  port: number | undefined;
}): LookupFunction {
  const isAllowed = ({ address }: LookupAddress) => {
    const parsed = parseAddress(address);
    return parsed !== undefined && (specialPurposeOf(parsed) === null || list.hasAddress(parsed, port));
  };
  return (host, options, callback) => {
    resolve(host, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) return callback(error, '', 0);
      if (first === undefined) return callback(new Error(`The host ${host} has no address.`), '', 0);
      if (!list.hasHost({ host, port }) && !addresses.every(isAllowed)) {
        // Which address it was stays unsaid: the reason is shown to the developer, and would map the inner network for them.
        return callback(
          new EgressForbidden(`The host ${host} points to an address that is not on the public internet.`),
          '',
          0,
        );
      }
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
