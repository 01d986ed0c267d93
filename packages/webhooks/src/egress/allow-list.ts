import ipaddr from 'ipaddr.js';
import { parseAddress, type Address } from './address-class.ts';

/** Where a request wants to go: a host name or the text of an address, and the port if it is known. */
interface Destination {
  host: string;
  port?: number | undefined;
}

/** What an operator lets through although it is not on the public internet. */
export interface AllowList {
  hasHost(destination: Destination): boolean;
  /** Whether a host is listed, for whatever port. */
  namesHost(host: string): boolean;
  hasAddress(address: Address, port?: number): boolean;
}

type Entry =
  | { kind: 'network'; network: [Address, number]; port: undefined }
  | { kind: 'address'; address: Address; port: number | undefined }
  | { kind: 'host'; host: string; port: number | undefined };

/** Reads networks (`10.0.0.0/8`), addresses and hosts, these two with a port if wanted (`[::1]:8080`). Throws naming a bad entry. */
export function parseAllowList(entries: readonly string[]): AllowList {
  const parsed = entries.map((text) => parseEntry(text.trim())).filter((entry) => entry !== undefined);
  return {
    hasHost: ({ host, port }) =>
      parsed.some((entry) => entry.kind === 'host' && entry.host === normalHost(host) && fits(entry, port)),
    namesHost: (host) => parsed.some((entry) => entry.kind === 'host' && entry.host === normalHost(host)),
    hasAddress: (address, port) => parsed.some((entry) => fits(entry, port) && covers(entry, address)),
  };
}

/** A host name as it is compared: lower case, without root dots. */
export function normalHost(host: string): string {
  return host.toLowerCase().replace(/\.+$/, '');
}

function fits(entry: Entry, port: number | undefined): boolean {
  return entry.port === undefined || entry.port === port;
}

function covers(entry: Entry, address: Address): boolean {
  if (entry.kind === 'host') return false;
  const [base, bits] =
    entry.kind === 'network' ? entry.network : [entry.address, entry.address.kind() === 'ipv4' ? 32 : 128];
  return base.kind() === address.kind() && address.match(base, bits);
}

// Letters, digits, hyphens and underscores between dots: a pattern such as *.example.com would never match anything.
const hostName = /^[\w-]+(\.[\w-]+)*\.?$/;

function parseEntry(text: string): Entry | undefined {
  if (text === '') return undefined;
  if (ipaddr.isValidCIDR(text)) return { kind: 'network', network: ipaddr.parseCIDR(text), port: undefined };
  const bare = parseAddress(text);
  if (bare !== undefined) return { kind: 'address', address: bare, port: undefined };
  const [, bracketed, name, digits] = /^(?:\[([^\]]+)\]|([^:/\s@]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? name;
  const port = digits === undefined ? undefined : Number(digits);
  if (host === undefined || (port !== undefined && port > 65535)) throw badEntry(text);
  const address = parseAddress(host);
  if (address !== undefined) return { kind: 'address', address, port };
  if (bracketed !== undefined || !hostName.test(host)) throw badEntry(text);
  return { kind: 'host', host: normalHost(host), port };
}

function badEntry(text: string): Error {
  return new Error(`The egress allow list has an entry that is no network, address or host[:port]: ${text}`);
}
