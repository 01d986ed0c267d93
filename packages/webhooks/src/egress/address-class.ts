import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

const words: Record<string, string> = {
  private: 'a private network',
  uniqueLocal: 'a private network',
  loopback: 'this machine itself',
  linkLocal: 'a link-local network',
  carrierGradeNat: 'a carrier network',
  unspecified: 'no particular host',
  multicast: 'a multicast group',
  broadcast: 'a broadcast address',
};

const globalUnicastV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
// Where virtual machines of Azure reach the platform that runs them, as others do at 169.254.169.254; public by its number alone.
const azurePlatform = ipaddr.IPv4.parse('168.63.129.16');
const nat64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];

/** Reads an address, without brackets or zone; an IPv4 address embedded by mapping or by NAT64 is read as that IPv4 address. */
export function parseAddress(text: string): Address | undefined {
  // The usual spellings need no second look; the others of IPv4, such as 0x7f.1, Node.js does not count as addresses.
  if (isIP(text) === 0 && !ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  if (address.kind() === 'ipv4') return address;
  const v6 = address as ipaddr.IPv6;
  if (v6.isIPv4MappedAddress()) return v6.toIPv4Address();
  return v6.match(nat64) ? new ipaddr.IPv4(v6.toByteArray().slice(12)) : v6;
}

/**
 * Where an address lies if it is not global unicast (the IANA special-purpose registries), else null. The tunnels 6to4 and
 * Teredo are special-purpose too, so an IPv4 address cannot hide inside them; one inside an ISATAP address (RFC 5214) is judged.
 */
export function specialPurposeOf(address: Address): string | null {
  const range = address.range();
  if (range !== 'unicast') return words[range] ?? 'a reserved network';
  if (address.kind() === 'ipv4') return address.match(azurePlatform, 32) ? 'a cloud platform' : null;
  if (!address.match(globalUnicastV6)) return 'a reserved network';
  const tunnelled = isatapOf(address.toByteArray());
  return tunnelled === undefined ? null : specialPurposeOf(tunnelled);
}

function isatapOf(bytes: number[]): ipaddr.IPv4 | undefined {
  const [flags, ...marker] = bytes.slice(8, 12);
  const isIsatap = (flags === 0x00 || flags === 0x02) && marker.join() === [0x00, 0x5e, 0xfe].join();
  return isIsatap ? new ipaddr.IPv4(bytes.slice(12)) : undefined;
}
