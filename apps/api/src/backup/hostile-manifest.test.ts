import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openForgery } from '../testing/forge-backup.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { parsePartitionBound } from './partition-bound.ts';

const makesOwned = `create table public.owned (id int)`;

const withPartition = (whole: BackupManifest, changes: object) => ({
  ...whole,
  partitions: [...whole.partitions, { ...dayOf('20300101', '2030-01-01', '2030-01-02'), ...changes }],
});

const dayOf = (name: string, from: string, to: string) => ({
  schema: 'webhooks_attempts',
  name: `day_${name}`,
  of: 'webhooks.attempts',
  bound: `FOR VALUES FROM ('${from}') TO ('${to}')`,
});

const withTable = (
  whole: BackupManifest,
  named: string,
  change: (table: BackupManifest['tables'][number]) => object,
) => ({
  ...whole,
  tables: whole.tables.map((table) =>
    `${table.schema}.${table.name}` === named ? { ...table, ...change(table) } : table,
  ),
});

const hostile: [what: string, change: (whole: BackupManifest) => unknown, said: RegExp][] = [
  [
    'SQL behind a bound',
    (whole) => withPartition(whole, { bound: `FOR VALUES FROM ('2030-01-01') TO ('2030-01-02'); ${makesOwned}` }),
    /partitions\[5\]\.bound must be DEFAULT or a range of days/,
  ],
  [
    'SQL in a bound',
    (whole) => withPartition(whole, { bound: `FOR VALUES FROM (pg_sleep(9)::text) TO ('2030-01-02')` }),
    /partitions\[5\]\.bound must be/,
  ],
  [
    'SQL instead of a bound',
    (whole) => withPartition(whole, { bound: `DEFAULT; commit; ${makesOwned}` }),
    /partitions\[5\]\.bound must be/,
  ],
  [
    'a day that is none',
    (whole) => withPartition(whole, dayOf('20300231', '2030-02-31', '2030-03-01')),
    /bound must be/,
  ],
  [
    'a partition of SQL',
    (whole) => withPartition(whole, { of: `x"; ${makesOwned}; --.y` }),
    /partitions\[5\]\.of must be/,
  ],
  [
    'a partition named SQL',
    (whole) => withPartition(whole, { name: `x"; ${makesOwned}; --` }),
    /partitions\[5\]\.name must/,
  ],
  [
    'a partition of a table without any',
    (whole) => withPartition(whole, { of: 'keys.api_keys' }),
    /a partition webhooks_attempts\.day_20300101 of keys\.api_keys, which its migrations do not make/,
  ],
  [
    'a partition elsewhere',
    (whole) => withPartition(whole, { schema: 'public' }),
    /a partition public\.day_20300101 of webhooks\.attempts, which its migrations do not make/,
  ],
  [
    'a second partition for the rest',
    (whole) => withPartition(whole, { bound: 'DEFAULT' }),
    /a partition webhooks_attempts\.day_20300101 of webhooks\.attempts, which its migrations do not make/,
  ],
  [
    'a day twice',
    (whole) => withPartition(withPartition(whole, {}), { name: 'day_again' }),
    /does not take its partition webhooks_attempts\.day_again \(code 42P17\)/,
  ],
  [
    'rows of a table of PostgreSQL',
    (whole) => withTable(whole, 'keys.api_keys', () => ({ schema: 'pg_catalog', name: 'pg_authid' })),
    /rows of pg_catalog\.pg_authid, which its migrations do not make/,
  ],
  [
    'a table named SQL',
    (whole) => withTable(whole, 'keys.api_keys', () => ({ name: `x"; ${makesOwned}; --` })),
    /tables\[\d+\]\.name must be a name of letters/,
  ],
  [
    'a column named SQL',
    (whole) =>
      withTable(whole, 'keys.api_keys', ({ columns }) => ({ columns: [...columns, `x) from stdin; ${makesOwned}`] })),
    /tables\[\d+\]\.columns\[\d+\] must be a name of letters/,
  ],
  [
    'a column that is not there',
    (whole) => withTable(whole, 'keys.api_keys', ({ columns }) => ({ columns: [...columns, 'owned'] })),
    /columns of keys\.api_keys, which its migrations do not make/,
  ],
  [
    'a column that is left out, and would be as it is by default',
    (whole) =>
      withTable(whole, 'keys.api_keys', ({ columns }) => ({
        columns: columns.filter((name) => name !== 'revoked_at'),
      })),
    /columns of keys\.api_keys, which its migrations do not make/,
  ],
  [
    'a sequence of somebody else',
    ({ sequences, ...others }) => ({ ...others, sequences: [{ ...sequences[0], schema: 'public', name: 'theirs' }] }),
    /a sequence public\.theirs, which its migrations do not make/,
  ],
  [
    'a number that no sequence has',
    ({ sequences, ...others }) => ({ ...others, sequences: [{ ...sequences[0], value: '9'.repeat(30) }] }),
    /does not take its sequence audit\.account_entries_id_seq \(code 22003\)/,
  ],
  [
    'migrations without those that they follow',
    ({ migrations, ...others }) => ({ ...others, migrations: migrations.slice(1) }),
    /does not take the list of its migrations \(code /,
  ],
];

test(
  'a forged manifest runs no SQL of its own, and reaches no table but those of its migrations',
  { timeout: 120_000 },
  async () => {
    await using forgery = await openForgery();
    for (const [what, change, said] of hostile) {
      const answer = await forgery.restore(change(forgery.manifest()));
      expect([what, answer.code, answer.said]).toEqual([what, 2, expect.stringMatching(said)]);
      expect([what, await forgery.found()]).toEqual([what, []]);
    }
    const { code, said } = await forgery.restore(withPartition(forgery.manifest(), {}));
    expect([code, said]).toEqual([0, expect.stringContaining('Restored ')]);
    expect(await forgery.found()).toContain('webhooks_attempts.day_20300101');
  },
);

test(
  'rows that do not fit their table are told by its name, without what stands in them',
  { timeout: 60_000 },
  async () => {
    await using forgery = await openForgery();
    const whole = forgery.manifest();
    const { part } = whole.tables.find(({ name }) => name === 'installations')!;
    const rows = gunzipSync(await readFile(join(forgery.folder, part.path)))
      .toString()
      .replaceAll('active', 'said-by-them');
    const path = 'forged.copy';
    await writeFile(join(forgery.folder, path), rows.replace(/\t\d{4}-\d\d-\d\d [^\t]*/, '\tno-moment'));
    const bytes = await readFile(join(forgery.folder, path));
    const forged = { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    const { code, said } = await forgery.restore(withTable(whole, 'installs.installations', () => ({ part: forged })));
    expect([code, said]).toEqual([2, expect.stringMatching(/its rows of installs\.installations \(code 22007\)/)]);
    expect(said).not.toMatch(/no-moment|said-by-them/);
    expect(await forgery.found()).toEqual([]);
  },
);

test.each([
  ['DEFAULT', 'default'],
  [`FOR VALUES FROM ('2026-11-28') TO ('2026-11-29')`, { from: '2026-11-28', to: '2026-11-29' }],
  [`FOR VALUES FROM ('2026-11-29') TO ('2026-11-28')`, undefined],
  [`FOR VALUES FROM ('2026-13-28') TO ('2026-13-29')`, undefined],
  [`FOR VALUES FROM ('2026-11-28') TO ('2026-11-29')\n`, undefined],
  [` DEFAULT`, undefined],
  [`default`, undefined],
  [`FOR VALUES FROM (MINVALUE) TO ('2026-11-29')`, undefined],
  [`FOR VALUES IN ('2026-11-29')`, undefined],
])('the bound %s is read as %o', (bound, range) => {
  expect(parsePartitionBound(bound)).toEqual(range);
});
