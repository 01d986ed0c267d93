import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { parseAddress, specialPurposeOf } from './address-class.ts';
import { parseAllowList, normalHost, type AllowList } from './allow-list.ts';
import { createPinnedLookup, type Resolve } from './create-pinned-lookup.ts';

/** Whether a URL may be requested, with the reason in a sentence if not. */
export type UrlCheck = { ok: true } | { ok: false; reason: string };

/** Keeps outgoing requests on the public internet, asked when a URL is saved and again when it is dialled. */
export interface EgressGuard {
  /** The checks that need no network: scheme, userinfo, literal addresses in every spelling, names that are never public. */
  checkUrl(url: string): UrlCheck;
  /** For `net.connect`: resolves, refuses the host whole when one of its addresses is forbidden, and hands on only checked addresses. */
  lookup: LookupFunction;
  /** As `lookup`, for one port, so that `host:port` entries of the allow list count. */
  lookupFor(port: number): LookupFunction;
}

/** A guard that forbids everything but global unicast addresses and what `allow` lists (networks, addresses, host[:port]). */
export function createEgressGuard({ allow, resolve }: { allow: readonly string[]; resolve?: Resolve }): EgressGuard {
  const list = parseAllowList(allow);
  const lookupFor = (port?: number) => createPinnedLookup({ list, resolve: resolve ?? resolveWithSystem, port });
  return { checkUrl: (url) => checkUrl(list, url), lookup: lookupFor(), lookupFor };
}

function checkUrl(list: AllowList, text: string): UrlCheck {
  const url = URL.parse(text);
  if (url === null) return no('This is not an absolute URL.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no('Only http and https URLs can be requested.');
  if (url.username !== '' || url.password !== '') return no('A URL must not carry a user name or a password.');
  // The URL parser (WHATWG) has already turned 0x7f.1, 2130706433, 127.1 and full-width digits into four plain numbers.
  const host = normalHost(url.hostname.replace(/^\[|\]$/g, ''));
  const port = portOf(url);
  if (list.hasHost({ host, port })) return { ok: true };
  const address = parseAddress(host);
  if (address === undefined) return checkName(list, host);
  const special = specialPurposeOf(address);
  if (special === null || list.hasAddress(address, port)) return { ok: true };
  return no(`The address ${host} is not on the public internet: it belongs to ${special}.`);
}

/** The port of an http(s) URL, the scheme's own where none is written. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function checkName(list: AllowList, host: string): UrlCheck {
  const loopback = parseAddress('127.0.0.1');
  const isLocalhost = host === 'localhost' || host.endsWith('.localhost');
  // An allowed 127.0.0.0/8 lets the name through here; the addresses it resolves to are still checked at dial.
  if (isLocalhost && loopback !== undefined && list.hasAddress(loopback)) return { ok: true };
  if (isLocalhost) return no(`The host ${host} is not on the public internet: it is this machine itself.`);
  if (host.endsWith('.local') || host.endsWith('.internal')) {
    return no(`The host ${host} is not on the public internet: its name is for private networks.`);
  }
  return { ok: true };
}

function no(reason: string): UrlCheck {
  return { ok: false, reason };
}

const resolveWithSystem: Resolve = (host, callback) => systemLookup(host, { all: true, order: 'verbatim' }, callback);
