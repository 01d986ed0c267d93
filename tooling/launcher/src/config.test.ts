import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env, '/project');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('readConfig', () => {
  it('has a working default for every setting', () => {
    expect(readConfig({ PORT: '', MINIMART_SEED: ' ' }, '/project')).toEqual({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: undefined,
      dataDir: '/project/.data',
      seed: 'demo',
      databaseUrl: undefined,
      egressAllow: [],
      trustedProxies: [],
    });
  });

  it('tells every mistake in one message', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      HOST: 'not a host',
      MINIMART_SEED: 'all',
      MINIMART_BASE_URL: 'https://example.com/store',
      DATABASE_URL: 'mysql://root:hunter2@localhost/minimart',
      MINIMART_EGRESS_ALLOW: '10.0.0.0/8, 300.1.1.1/99, *.internal',
      MINIMART_TRUSTED_PROXIES: 'proxy.internal, 10.0.0.0/8',
    });
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'HOST',
      'PORT',
      'MINIMART_BASE_URL',
      'MINIMART_SEED',
      'DATABASE_URL',
      'MINIMART_EGRESS_ALLOW',
      'MINIMART_TRUSTED_PROXIES',
    ]);
    expect(mistakes.at(-1)).toContain('not "proxy.internal".');
    expect(new ConfigError(mistakes).message.split('\n')).toHaveLength(8);
  });

  it('reads the address of a database from a file, and refuses to be told it twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'minimart-launcher-'));
    const path = join(folder, 'url');
    await writeFile(path, 'postgresql://me:hunter2@db/minimart\n');
    try {
      expect(readConfig({ DATABASE_URL_FILE: path }, '/').databaseUrl).toBe('postgresql://me:hunter2@db/minimart');
      expect(mistakesOf({ DATABASE_URL_FILE: path, DATABASE_URL: 'postgresql://me:hunter2@x/y' })).toEqual([
        'DATABASE_URL is set, and DATABASE_URL_FILE is, too: leave one of them out.',
      ]);
      expect(mistakesOf({ DATABASE_URL_FILE: `${path}.none` }).join()).toContain('cannot be read (ENOENT)');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('never repeats a database password', () => {
    expect(mistakesOf({ DATABASE_URL: 'mysql://root:hunter2@localhost/minimart' }).join()).not.toContain('hunter2');
  });

  it.each(['', '10.0.0.0/8', 'hooks.internal', 'hooks.internal:8080', '::1, 127.0.0.0/8', 'fd00::/8'])(
    'takes "%s" as a list of networks and hosts',
    (list) => {
      expect(mistakesOf({ MINIMART_EGRESS_ALLOW: list })).toEqual([]);
    },
  );

  it.each(['README.md', '../../README.md'])('every setting has a row in %s', async (path) => {
    const asked = new Set<string>();
    readConfig(new Proxy({}, { get: (_, name) => void asked.add(String(name)) }), '/project');
    const readme = await readFile(new URL(`../${path}`, import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    expect(asked.size).toBeGreaterThan(5);
    expect([...asked].filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  });

  it('takes a data folder relative to the project', () => {
    expect(readConfig({ MINIMART_DATA_DIR: 'elsewhere' }, '/project').dataDir).toBe('/project/elsewhere');
  });
});
