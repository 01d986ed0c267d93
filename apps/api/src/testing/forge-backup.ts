import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlainTestDatabase } from '@minimart/test-kit';
import pg from 'pg';
import type { BackupManifest } from '../backup/backup-manifest.ts';
import { runCommand } from '../commands/run-command.ts';
import { createTerminal } from '../commands/terminal.ts';
import { openBackupFolder } from './backup-world.ts';
import { inNewDatabase } from './in-new-database.ts';
import { fixtureSealingKey, releaseFolder } from './release-fixture.ts';

/** The backup of a release, to be changed by hand, and an empty database to restore it into. */
export async function openForgery() {
  const place = await openBackupFolder();
  const empty = await inNewDatabase();
  await cp(releaseFolder('0.1.0'), place.backup, { recursive: true });
  const whole = await readFile(join(place.backup, 'manifest.json'), 'utf8');
  const env = {
    DATABASE_URL: empty.url,
    MINIMART_BASE_URL: 'http://store.test',
    MINIMART_DATA_DIR: join(place.root, 'data'),
    MINIMART_AUTH_SECRET: 'of this test alone, and long enough for one',
    MINIMART_SEALING_KEYS: `${fixtureSealingKey.id}:${fixtureSealingKey.key.toString('base64')}`,
  };
  return {
    folder: place.backup,
    /** The whole manifest, to be changed. */
    manifest: () => JSON.parse(whole) as BackupManifest,
    /** Restores with this for a manifest, as it is where it is text; its digest is right. */
    async restore(manifest: unknown): Promise<{ code: number; said: string }> {
      const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
      await writeFile(join(place.backup, 'manifest.json'), text);
      const digest = createHash('sha256').update(text).digest('hex');
      await writeFile(join(place.backup, 'manifest.json.sha256'), `${digest}  manifest.json\n`);
      const said: string[] = [];
      const output = { write: (part: string) => said.push(part) };
      const terminal = createTerminal({ out: output, err: output });
      const code = await runCommand(['restore', place.backup, '--keep-keys'], { env, terminal });
      return { code, said: said.join('').replaceAll(/^ *….*\n/gm, '') };
    },
    /** Every table in the database but that of migrations, and the migrations that ran. */
    found: () => findAll(empty),
    async [Symbol.asyncDispose]() {
      await empty[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}

async function findAll({ url }: PlainTestDatabase): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const names = rows.map(({ name }) => name);
    if (!names.includes('public.migrations')) return names;
    const { rows: ran } = await client.query<{ name: string }>('select name from public.migrations order by id');
    return [...names.filter((name) => name !== 'public.migrations'), ...ran.map(({ name }) => name)];
  } finally {
    await client.end();
  }
}
