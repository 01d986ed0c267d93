import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { parseAddress, specialPurposeOf } from './address-class.ts';
import { normalHost, parseAllowList, type AllowList } from './allow-list.ts';
import { createHostCache } from './create-host-cache.ts';
import { createPortRule, type PortRule } from './create-port-rule.ts';
import { createPublicResolve } from './create-public-resolve.ts';
import { EgressForbidden } from './egress-forbidden.ts';
import { resolveWithSystem } from './resolve-with-system.ts';
import type { Resolve } from './resolve.ts';

const mostChecked = 2000;

/** Why what cannot be read as a URL is refused. */
export const notAbsolute = 'This is not an absolute URL.';

/** Whether a URL may be requested, with the reason in a sentence if not. */
export type UrlCheck = { ok: true } | { ok: false; reason: string };

/** Keeps outgoing requests on the public internet, asked when a URL is saved and again at each request. */
export interface EgressGuard {
  /** The checks that need no network: scheme, userinfo, port, literal addresses in every spelling, names that are never public. */
  checkUrl(url: string): UrlCheck;
  /**
   * The addresses at which a URL may be dialled, all of them checked: one forbidden address among many refuses the host, because
   * which one is dialled is a matter of chance. Rejects with `EgressForbidden`, or with `LookupFailure` when there are none.
   */
  resolve(url: URL): Promise<readonly LookupAddress[]>;
}

/** What a guard lets through, and how it finds addresses. */
export interface EgressRules {
  /** Networks, addresses and host[:port] that may be reached although they are not on the public internet, at any port. */
  allow: readonly string[];
  /** Ports beside those of `allow`: by default 80, 443 and from 1024 up all but the well-known ones of other kinds of services. */
  ports?: readonly number[];
  /** By default the name servers; for `localhost` and names that `allow` lists the system's look-up. */
  resolve?: Resolve;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
}

/** A guard that forbids everything but global unicast addresses at usual ports and what `allow` lists. Throws naming a bad entry. */
export function createEgressGuard({ allow, ports, resolve, now = () => performance.now() }: EgressRules): EgressGuard {
  const list = parseAllowList(allow);
  const portRule = createPortRule(ports);
  const addressesOf = createHostCache({ resolve: resolve ?? createResolve(list), now });
  // The same few places over and over, and no rule looks at anything but scheme, user, host and port.
  const checked = new LRUCache<string, UrlCheck>({ max: mostChecked });
  const checkPlace = (url: URL): UrlCheck => {
    const place = `${url.protocol}//${url.username}:${url.password}@${url.host}`;
    const known = checked.get(place);
    if (known !== undefined) return known;
    const check = checkUrl(url, list, portRule);
    checked.set(place, check);
    return check;
  };
  return {
    checkUrl(text) {
      const url = URL.parse(text);
      return url === null ? no(notAbsolute) : checkUrl(url, list, portRule);
    },
    async resolve(url) {
      const check = checkPlace(url);
      if (!check.ok) throw new EgressForbidden(check.reason);
      const host = hostOf(url);
      const family = isIP(host);
      if (family !== 0) return [{ address: host, family }];
      const addresses = await addressesOf(host);
      const port = portOf(url);
      if (list.hasHost({ host, port }) || addresses.every(({ address }) => isAllowed(list, address, port)))
        return addresses;
      // Which address it was stays unsaid: the reason is shown to the developer, and would map the inner network for them.
      throw new EgressForbidden(`The host ${host} points to an address that is not on the public internet.`);
    },
  };
}

function createResolve(list: AllowList): Resolve {
  const resolvePublic = createPublicResolve();
  return (host) => {
    // RFC 6761: every name under localhost is loopback. As one name they also share one of the system's few threads.
    if (isLocalhost(host)) return resolveWithSystem('localhost');
    return list.namesHost(host) ? resolveWithSystem(host) : resolvePublic(host);
  };
}

function checkUrl(url: URL, list: AllowList, portRule: PortRule): UrlCheck {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no('Only http and https URLs can be requested.');
  if (url.username !== '' || url.password !== '') return no('A URL must not carry a user name or a password.');
  // The URL parser (WHATWG) has already turned 0x7f.1, 2130706433, 127.1 and full-width digits into four plain numbers.
  const host = hostOf(url);
  const port = portOf(url);
  if (list.hasHost({ host, port })) return { ok: true };
  const address = parseAddress(host);
  if (address === undefined) return checkName(host, list, () => portRule(port));
  if (list.hasAddress(address, port)) return { ok: true };
  const special = specialPurposeOf(address);
  if (special === null) return portRule(port);
  return no(`The address ${host} is not on the public internet: it belongs to ${special}.`);
}

function checkName(host: string, list: AllowList, checkPort: () => UrlCheck): UrlCheck {
  if (isLocalhost(host)) {
    const loopback = parseAddress('127.0.0.1');
    // An allowed 127.0.0.0/8 lets the name through here; the addresses it resolves to are still checked before they are dialled.
    if (loopback !== undefined && list.hasAddress(loopback)) return { ok: true };
    return no(`The host ${host} is not on the public internet: it is this machine itself.`);
  }
  if (/(^|\.)(local|internal)$/.test(host)) {
    return no(`The host ${host} is not on the public internet: its name is for private networks.`);
  }
  return checkPort();
}

function isAllowed(list: AllowList, text: string, port: number): boolean {
  const address = parseAddress(text);
  return address !== undefined && (specialPurposeOf(address) === null || list.hasAddress(address, port));
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function hostOf(url: URL): string {
  return normalHost(url.hostname.replace(/^\[|\]$/g, ''));
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function no(reason: string): UrlCheck {
  return { ok: false, reason };
}
