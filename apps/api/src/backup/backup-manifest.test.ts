import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openForgery } from '../testing/forge-backup.ts';
import type { BackupManifest } from './backup-manifest.ts';

const withTable = ({ tables, ...others }: BackupManifest, index: number, changes: object) => ({
  ...others,
  tables: tables.with(index, { ...tables[index]!, ...changes }),
});

const wrong: [what: string, change: (whole: BackupManifest) => unknown, said: RegExp][] = [
  ['null', () => null, /manifest\.json is not what Minimart writes\. All of it must be of type object\. /],
  ['a list', () => [], /All of it must be of type object\. /],
  ['nothing', () => '', /manifest\.json is not JSON, or was cut off\. /],
  ['cut off', (whole) => JSON.stringify(whole).slice(0, -100), /manifest\.json is not JSON, or was cut off\. /],
  ['without a field', (whole) => ({ ...whole, tables: undefined }), /\. tables is missing\. /],
  [
    'without a format',
    (whole) => ({ ...whole, format: undefined }),
    /\. format must be 1, the only one that this program reads\. /,
  ],
  [
    'an older format',
    (whole) => ({ ...whole, format: 0 }),
    /\. format must be 1, the only one that this program reads\. /,
  ],
  ['an unknown format', (whole) => ({ ...whole, format: 'zip' }), /\. format must be 1, /],
  [
    'a newer format',
    (whole) => ({ ...whole, format: 2, program: null }),
    /format 2, made by Minimart of another version;/,
  ],
  ['a wrong type', (whole) => ({ ...whole, migrations: 'all' }), /\. migrations must be of type array\. /],
  ['null for a field', (whole) => ({ ...whole, ledger: null }), /\. ledger must be of type object\. /],
  [
    'a wrong type below',
    (whole) => withTable(whole, 2, { rows: '3' }),
    /\. tables\[2\]\.rows must be of type number\. /,
  ],
  [
    'less than nothing',
    (whole) => withTable(whole, 1, { rows: -1 }),
    /\. tables\[1\]\.rows has a value that it cannot have\. /,
  ],
  [
    'a file elsewhere',
    (whole) => withTable(whole, 0, { part: { ...whole.tables[0]!.part, path: '../data/secrets.json' } }),
    /\. tables\[0\]\.part\.path must lead to a file below the backup\. /,
  ],
  [
    'a ledger elsewhere',
    (whole) => ({ ...whole, ledger: { lineage: '../../x', page: 1 } }),
    /\. ledger\.lineage must be 32 hex digits\. /,
  ],
  [
    'much that is wrong',
    (whole) => ({ ...whole, migrations: whole.migrations.map(() => 7) }),
    /migrations\[4\] must be of type string; \d+ more\. /,
  ],
];

test('a manifest of a wrong shape is refused by the name of its field, with what to do, and nothing is written', async () => {
  await using forgery = await openForgery();
  for (const [what, change, said] of wrong) {
    const answer = await forgery.restore(change(forgery.manifest()));
    expect([what, answer.code, answer.said]).toEqual([what, 2, expect.stringMatching(said)]);
    expect([what, answer.said]).toEqual([what, expect.stringMatching(/^.*(take another one|or a newer one)\.\n$/)]);
  }
  expect(await forgery.found()).toEqual([]);
});

test('an upload that lies outside the backup is refused, too', async () => {
  await using forgery = await openForgery();
  const line = JSON.stringify({ key: '../../data/secrets.json', bytes: 1, sha256: '0'.repeat(64) });
  await writeFile(join(forgery.folder, 'blobs.jsonl'), line);
  const { blobs, ...others } = forgery.manifest();
  const sha256 = createHash('sha256').update(line).digest('hex');
  const list = { path: 'blobs.jsonl', bytes: line.length, sha256 };
  const { code, said } = await forgery.restore({ ...others, blobs: { ...blobs, list } });
  expect([code, said]).toEqual([2, expect.stringContaining('key must be the key of an upload')]);
  expect(await forgery.found()).toEqual([]);
});
