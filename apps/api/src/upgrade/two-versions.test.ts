import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readManifest } from '../backup/backup-manifest.ts';
import { allTables } from '../compose.ts';
import { findBreakingSql, tablesMade } from '../testing/find-breaking-sql.ts';
import { newMigrations } from '../testing/new-migrations.ts';
import { releaseFolder } from '../testing/release-fixture.ts';

const releases = readdirSync(releaseFolder('')).toSorted((one, other) =>
  one.localeCompare(other, 'en', { numeric: true }),
);
const latest = releases.at(-1)!;

// Of migrations that had landed before this test: which statement, and why it is safe all the same. A new one says it in its SQL.
const safeAllTheSame = [
  ['mail-0002-sealed-words', 'create index', 'mails are deleted after 30 days, so the index is made in a moment'],
  [
    'mail-0002-sealed-words',
    'update mail.messages',
    'erases what was sent, which the former release never reads again',
  ],
  [
    'accounts-0004-second-factors',
    'create index "verification_value_index"',
    'one-time tokens are few and live for hours',
  ],
] as const;
const isSafe = (name: string, statement: string) =>
  safeAllTheSame.some(([of, begin]) => of === name && statement.startsWith(begin));

test(`no migration since release ${latest} breaks its programs, which run on while it migrates`, async () => {
  const { migrations: released } = await readManifest(releaseFolder(latest));
  const migrations = await newMigrations(allTables, released);
  const made = new Set<string>();
  const breaking = migrations.flatMap(({ name, statements }) => {
    const found = findBreakingSql(statements, made).map((each) => ({ name, ...each }));
    for (const table of tablesMade(statements)) made.add(table);
    return found.filter(({ statement }) => !isSafe(name, statement));
  });
  expect(breaking).toEqual([]);
});

test('migrations of a release are still there, in the same order: one that landed is never taken away', async () => {
  const known = allTables.flatMap(({ migrations }) => migrations.map(({ name }) => name));
  for (const release of releases) {
    const { migrations } = await readManifest(releaseFolder(release));
    expect([release, known.filter((name) => migrations.includes(name))]).toEqual([
      release,
      [...migrations].toSorted((one, other) => known.indexOf(one) - known.indexOf(other)),
    ]);
  }
});
