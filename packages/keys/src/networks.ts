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
    const [base, length] = unmapped([address, bits ?? (address.kind() === 'ipv4' ? 32 : 128)]);
    const cidr = `${base.toString()}/${length}`;
    return base.kind() === 'ipv4'
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

type Network = [base: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

// `::ffff:203.0.113.0/120` is written for IPv4 addresses, and as IPv6 it would match none of them (RFC 4291, 2.5.5.2).
function unmapped([base, bits]: Network): Network {
  return bits >= 96 && base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress()
    ? [base.toIPv4Address(), bits - 96]
    : [base, bits];
}

// A key that is remembered keeps its list, so each list is read once and not on every call.
const parsedLists = new WeakMap<readonly string[], Network[]>();

function parsed(networks: readonly string[]): Network[] {
  const known = parsedLists.get(networks);
  if (known) return known;
  const list = networks.map((network) => unmapped(ipaddr.parseCIDR(network)));
  parsedLists.set(networks, list);
  return list;
}

/**
 * Whether an address lies in one of the networks; an IPv4 address written as IPv6 (`::ffff:203.0.113.7`) counts as what it is. The list must not
 * change afterwards.
 */
export function isInNetworks(address: string | undefined, networks: readonly string[]): boolean {
  const sent = read(address);
  return (
    sent !== undefined && parsed(networks).some(([base, bits]) => base.kind() === sent.kind() && sent.match(base, bits))
  );
}

/** Whom an address stands for when attempts are counted: an IPv4 address, or an IPv6 network of 64 bits, which one customer has whole. */
export function neighbourhoodOf(address: string | undefined): string {
  const sent = read(address);
  if (sent === undefined) return 'unknown';
  if (sent.kind() === 'ipv4') return sent.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(sent)}/64`).toString()}/64`;
}

/** An address as some proxy writes it, with a port or in brackets, in its shortest form; undefined for what is none. */
export function parseAddress(address: string | undefined): string | undefined {
  const sent = read(address);
  return sent && withoutZone(sent);
}

const withoutZone = (address: ipaddr.IPv4 | ipaddr.IPv6): string => address.toString().split('%')[0]!;

// `[2001:db8::1]:443`, `[2001:db8::1]`, `203.0.113.7:443`.
const withPort = /^(?:\[([\w:.%]+)\]|([\d.]+))(?::\d{1,5})?$/i;
const longestAddress = 100;

function read(address: string | undefined): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (address === undefined || address.length > longestAddress) return undefined;
  const [, inBrackets, beforePort] = withPort.exec(address) ?? [];
  const bare = inBrackets ?? beforePort ?? address;
  if (bare.includes(':') ? !ipaddr.IPv6.isValid(bare) : !ipaddr.IPv4.isValidFourPartDecimal(bare)) return undefined;
  return ipaddr.process(bare);
}
