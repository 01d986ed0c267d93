import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEgressGuard } from '@minimart/webhooks';
import { parseTrustedProxies } from './trusted-proxies.ts';

/** What `pnpm start` was asked to do. */
export interface Config {
  /** Address that the front door listens on. */
  host: string;
  /** TCP port of the front door; 0 takes a free one. */
  port: number;
  /** The public origin when it differs from host and port (behind another proxy), without a trailing slash. */
  baseUrl: string | undefined;
  /** Absolute path of the folder that holds everything this system keeps. */
  dataDir: string;
  seed: 'demo' | 'none';
  /** A PostgreSQL to use instead of one of our own. */
  databaseUrl: string | undefined;
  /** Networks and hosts that deliveries may reach although they are private. */
  egressAllow: string[];
  /** Addresses and networks of proxies in front, whose X-Forwarded-For says who visits. */
  trustedProxies: string[];
}

/** Settings that cannot be used; the message lists every mistake, one a line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`These settings cannot be used:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/**
 * Reads the settings from environment variables, relative paths from `projectRoot`. An empty variable counts as absent. Throws
 * one {@link ConfigError} with all mistakes; values that may hold a password are not repeated in it.
 */
export function readConfig(env: NodeJS.ProcessEnv, projectRoot: string): Config {
  const mistakes: string[] = [];
  const read = <T>(name: string, parse: (text: string | undefined) => T | Mistake): T => {
    const value = parse(env[name]?.trim() || undefined);
    if (value instanceof Mistake) mistakes.push(`${name} ${value.text}`);
    return value as T;
  };
  const config: Config = {
    host: read('HOST', parseHost),
    port: read('PORT', parsePort),
    baseUrl: read('MINIMART_BASE_URL', parseBaseUrl),
    dataDir: read('MINIMART_DATA_DIR', (text) => parseDataDir(text, projectRoot)),
    seed: read('MINIMART_SEED', parseSeed),
    databaseUrl: read('DATABASE_URL', (text) => parseDatabaseUrl(fromFile(text, env['DATABASE_URL_FILE']))),
    egressAllow: read('MINIMART_EGRESS_ALLOW', parseEgressAllow),
    trustedProxies: read('MINIMART_TRUSTED_PROXIES', parseProxies),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

class Mistake {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

function parseHost(text = '127.0.0.1'): string | Mistake {
  if (isIP(text) !== 0 || hostName.test(text)) return text;
  return new Mistake(`must be an IP address or a host name, for example 127.0.0.1 or 0.0.0.0; it is "${text}".`);
}

function parsePort(text = '3000'): number | Mistake {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  return new Mistake(`must be a whole number from 0 to 65535 (0 takes a free port); it is "${text}".`);
}

function parseBaseUrl(text: string | undefined): string | undefined | Mistake {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  return isOrigin
    ? url.origin
    : new Mistake('must be an origin without a path, for example https://store.example.com.');
}

function parseDataDir(text = '.data', projectRoot: string): string | Mistake {
  if (text.includes('\0')) return new Mistake('must be the path of a folder.');
  return text === '~' || text.startsWith('~/') ? join(homedir(), text.slice(1)) : resolve(projectRoot, text);
}

function parseSeed(text = 'demo'): Config['seed'] | Mistake {
  return text === 'demo' || text === 'none' ? text : new Mistake(`must be "demo" or "none"; it is "${text}".`);
}

/** What is told in a variable, or lies in the file that another one names, without the end of its last line. */
function fromFile(text: string | undefined, path: string | undefined): string | undefined | Mistake {
  if (!path) return text;
  if (text !== undefined) return new Mistake('is set, and DATABASE_URL_FILE is, too: leave one of them out.');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return new Mistake(`is to be read from DATABASE_URL_FILE, and that file cannot be read (${code}).`);
  }
}

function parseDatabaseUrl(text: string | undefined | Mistake): string | undefined | Mistake {
  if (text === undefined || text instanceof Mistake) return text;
  const url = URL.parse(text);
  const isPostgres = url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
  return isPostgres ? text : new Mistake('must look like postgresql://user:password@host:5432/database.');
}

function parseEgressAllow(text = ''): string[] | Mistake {
  // Asked of the guard that will enforce it, so that what is taken here is what counts there.
  const { entries, bad } = parseList(text, (entry) => createEgressGuard({ allow: [entry] }));
  if (bad === '') return entries;
  return new Mistake(`must list networks or hosts, for example 10.0.0.0/8,hooks.internal:8080; not ${bad}.`);
}

function parseProxies(text = ''): string[] | Mistake {
  const { entries, bad } = parseList(text, (entry) => parseTrustedProxies([entry]));
  if (bad === '') return entries;
  return new Mistake(`must list addresses or networks of proxies, for example 127.0.0.1,10.0.0.0/8; not ${bad}.`);
}

/** The entries between commas or spaces, and those at which `check` throws, in quotes. */
function parseList(text: string, check: (entry: string) => unknown): { entries: string[]; bad: string } {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const bad = entries.filter((entry) => {
    try {
      check(entry);
      return false;
    } catch {
      return true;
    }
  });
  return { entries, bad: bad.map((entry) => `"${entry}"`).join(', ') };
}
