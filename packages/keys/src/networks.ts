import { Refusal } from '@minimart/problem';
import ipaddr from 'ipaddr.js';
import type { KeyErrorCode } from './key-error-codes.ts';

const mostNetworks = 100;

/**
 * Networks in their shortest form, once each: `10.1.2.3` and `10.1.2.3/8` become `10.1.2.3/32` and `10.0.0.0/8` (RFC 4632, RFC 5952). Refuses
 * `invalid_network` for what is no network, and for more than 100.
 */
export function checkNetworks(networks: readonly string[]): string[] {
  if (networks.length > mostNetworks) throw invalid('', `Give ${mostNetworks} networks at most.`);
  return [...new Set(networks.map((network, index) => shortest(network, `[${index}]`)))];
}

function shortest(network: string, path: string): string {
  try {
    const [address, bits] = network.includes('/')
      ? ipaddr.parseCIDR(network)
      : ([ipaddr.process(network), undefined] as const);
    // The classful and octal spellings that inet_aton takes mean something else to each reader.
    if (
      address.kind() === 'ipv4' &&
      !network.includes(':') &&
      !ipaddr.IPv4.isValidFourPartDecimal(network.split('/')[0]!)
    )
      throw new Error('not four decimal parts');
    const length = bits ?? (address.kind() === 'ipv4' ? 32 : 128);
    const cidr = `${address.toString()}/${length}`;
    return address.kind() === 'ipv4'
      ? `${ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()}/${length}`
      : `${ipaddr.IPv6.networkAddressFromCIDR(cidr).toString()}/${length}`;
  } catch {
    const shown = network.length > 60 ? `${network.slice(0, 60)}...` : network;
    throw invalid(
      path,
      `${JSON.stringify(shown)} is no network. Write an address such as 203.0.113.7, or a network such as 203.0.113.0/24.`,
    );
  }
}

function invalid(path: string, message: string): Refusal<KeyErrorCode> {
  return new Refusal({
    code: 'invalid_network',
    detail: message,
    errors: [{ path: `allowedNetworks${path}`, message }],
  });
}

/** Whether an address lies in one of the networks; an IPv4 address written as IPv6 (`::ffff:203.0.113.7`) counts as what it is. */
export function isInNetworks(address: string | undefined, networks: readonly string[]): boolean {
  if (address === undefined || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** Whom an address stands for when attempts are counted: an IPv4 address, or an IPv6 network of 64 bits, which one customer has whole. */
export function neighbourhoodOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString().split('%')[0]}/64`).toString()}/64`;
}
