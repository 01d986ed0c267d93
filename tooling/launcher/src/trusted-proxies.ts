import { BlockList, isIP } from 'node:net';

/** The proxies in front of this system whose word about a visitor counts. */
export interface TrustedProxies {
  /**
   * The visitor's address: the last one in `X-Forwarded-For` that is no trusted proxy's, since each proxy adds at the end who asked it, and
   * what stands before that may be made up. The peer's own address when the peer is not trusted.
   */
  visitorOf(peer: string, forwardedFor: string | undefined): string;
}

/** Reads addresses and networks (`10.0.0.0/8`, `::1`). Throws for an entry that is neither. */
export function parseTrustedProxies(entries: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const entry of entries) addTo(list, entry);
  const isTrusted = (address: string) => list.check(address, familyOf(address));
  return {
    visitorOf(peer, forwardedFor = '') {
      let visitor = peer;
      for (const text of forwardedFor.split(',').reverse()) {
        const before = text.trim();
        if (!isTrusted(visitor) || isIP(before) === 0) break;
        visitor = before;
      }
      return visitor;
    },
  };
}

function addTo(list: BlockList, entry: string): void {
  const [address = '', bits, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
    throw new Error(`This is no address and no network: ${entry}`);
  if (bits === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
