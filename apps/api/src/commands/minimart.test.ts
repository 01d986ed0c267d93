import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBackupFolder } from '../testing/backup-world.ts';
import { inNewDatabase } from '../testing/in-new-database.ts';
import { plantSampleBlob } from '../testing/plant-sample-blob.ts';
import { startSystem, type TestSystem } from '../testing/start-system.ts';
import pino from 'pino';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { commands } from './commands.ts';
import { runCommand } from './run-command.ts';
import { createTerminal } from './terminal.ts';

const program = fileURLToPath(new URL('../minimart.ts', import.meta.url));

let system: TestSystem;
let place: Awaited<ReturnType<typeof openBackupFolder>>;
beforeAll(async () => {
  place = await openBackupFolder();
  system = await startSystem({ MINIMART_DATA_DIR: join(place.root, 'data') });
  await system.person('ada');
  const services = await compose(
    readConfig({ ...system.environment, MINIMART_ROLE: 'api' }),
    pino({ level: 'silent' }),
  );
  for (let n = 0; n < 3; n += 1) await plantSampleBlob(services, 200_000);
  // Enough that a backup and a restore take their time.
  await services
    .em()
    .execute(
      `insert into accounts.workspaces (id, name, created_at) select 'ws_' || n, repeat(md5(n::text), 8), now() from generate_series(1, 60000) n`,
    );
  await services.close();
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function start(typed: string[], env: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [program, ...typed], {
    env: { ...system.environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const ended = once(child, 'close').then(([code]) => {
    return { code: code as number | null, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  });
  return { child, ended };
}

/** The same in this process, where nothing is to be killed. */
async function run(typed: string[], env: Record<string, string> = {}): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = createTerminal({
    out: { write: (text) => out.push(text) },
    err: { write: (text) => err.push(text) },
  });
  const code = await runCommand(typed, { env: { ...system.environment, ...env }, terminal });
  return { code, out: out.join(''), err: err.join('') };
}
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test('each command has a page that says how it ends, and what is unknown is told in words', async () => {
  const overview = await run(['--help']);
  expect(overview.code).toBe(0);
  for (const { name, summary } of commands) {
    expect(overview.out).toContain(`\n  ${name} `);
    expect(overview.out).toContain(summary);
  }
  for (const { name } of commands) {
    const { code, out } = await run([name, '--help']);
    expect([name, code]).toEqual([name, 0]);
    expect(out).toMatch(/Exit codes: 0 /);
  }
  expect(await run(['bakcup'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no command bakcup') });
  expect(await run(['backup'])).toMatchObject({ code: 2, err: expect.stringContaining('minimart backup --help') });
  expect(await run(['doctor', '--jsno'])).toMatchObject({ code: 2, err: expect.stringContaining('--jsno') });
});

test('two migrations at once run one after the other, and a dry run changes nothing', async () => {
  await using empty = await inNewDatabase();
  const env = { DATABASE_URL: empty.url };
  const dry = await run(['migrate', '--dry-run', '--json'], env);
  expect(dry.code).toBe(1);
  const { pending } = JSON.parse(dry.out) as { pending: string[] };
  expect(pending.length).toBeGreaterThan(50);
  const both = await Promise.all([run(['migrate', '--json'], env), run(['migrate', '--json'], env)]);
  const ran = both.map(({ code, out, err }) => {
    expect([code, err.replaceAll(/ *….*\n/g, '')]).toEqual([0, '']);
    return (JSON.parse(out) as { ran: string[] }).ran;
  });
  expect(ran.map(({ length }) => length).toSorted((one, other) => one - other)).toEqual([0, pending.length]);
  expect((await run(['migrate', '--dry-run'], env)).code).toBe(0);
});

test('a database of a newer program is left alone, by the command and by the role that the launcher runs', async () => {
  await using empty = await inNewDatabase();
  const env = { DATABASE_URL: empty.url };
  expect((await run(['migrate'], env)).code).toBe(0);
  const config = readConfig({ ...system.environment, ...env, MINIMART_ROLE: 'api' });
  const services = await compose(config, pino({ level: 'silent' }));
  await services.em().execute(`insert into public.migrations (name) values ('keys-9999-from-the-future')`);
  await services.close();
  const migrated = await run(['migrate'], env);
  expect(migrated).toMatchObject({
    code: 2,
    err: expect.stringContaining('migrated by a newer Minimart: it has keys-9999-from-the-future'),
  });
  const role = spawn(process.execPath, [program.replace('minimart.ts', 'main.ts')], {
    env: { ...system.environment, ...env, MINIMART_ROLE: 'migrate' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  role.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(role, 'close')) as [number];
  expect([code, said.trim().split('\n').length]).toEqual([1, 1]);
  expect(said).toContain('migrated by a newer Minimart');
});

test('a backup that is killed is never taken for one, and the next one is whole', async () => {
  const folder = join(place.root, 'killed');
  for (;;) {
    const { child, ended } = start(['backup', folder]);
    for (let waited = 0; waited < 20_000 && !(await hasRows(place.root, 'killed')); waited += 20) await sleep(20);
    child.kill('SIGKILL');
    await ended;
    if (!(await isThere(folder))) break;
    // Done before it could be killed: it has to be whole, and another is begun.
    expect((await run(['backup', folder, '--check'])).code).toBe(0);
    await rm(folder, { recursive: true });
  }
  expect((await readdir(place.root)).filter((name) => name.startsWith('killed.unfinished-'))).toHaveLength(1);
  expect((await run(['backup', folder])).code).toBe(0);
  expect((await run(['backup', folder, '--check'])).code).toBe(0);
  expect(await run(['backup', folder])).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
});

test('a restore that is killed leaves an empty database, and the next one succeeds', async () => {
  const folder = join(place.root, 'to-restore');
  expect((await run(['backup', folder])).code).toBe(0);
  await using databases = new AsyncDisposableStack();
  let env = { DATABASE_URL: '' };
  for (let isDone = true; isDone;) {
    env = { DATABASE_URL: databases.use(await inNewDatabase()).url };
    const { child, ended } = start(['restore', folder, '--keep-keys'], env);
    const services = await compose(
      readConfig({ ...system.environment, ...env, MINIMART_ROLE: 'api' }),
      pino({ level: 'silent' }),
    );
    try {
      for (let waited = 0; waited < 30_000; waited += 20) {
        const rows = await services
          .em()
          .execute<object[]>(
            `select 1 from pg_stat_activity where datname = current_database() and query like 'copy %'`,
          );
        if (rows.length > 0) break;
        await sleep(20);
      }
      child.kill('SIGKILL');
      // Where it had come to its end before it could be killed, another is begun.
      isDone = (await ended).err.includes('Committing');
      if (isDone) continue;
      const schemas = `select 1 from pg_namespace where nspname in ('keys', 'accounts', 'installs')`;
      expect(await services.em().execute<object[]>(schemas)).toEqual([]);
    } finally {
      await services.close();
    }
  }
  const again = await run(['restore', folder, '--keep-keys', '--json'], env);
  expect([again.code, again.err.replaceAll(/ *….*\n/g, '')]).toEqual([0, '']);
  expect(JSON.parse(again.out)).toMatchObject({ uploads: 3, since: 'nothing', keysEnded: 0 });
});

test('what is damaged is named, and nothing of it is restored', async () => {
  const folder = join(place.root, 'damaged');
  expect((await run(['backup', folder])).code).toBe(0);
  const rows = join(folder, 'tables/accounts.workspaces.copy.gz');
  const whole = await readFile(rows);
  const blob = join(
    folder,
    (await readdir(folder, { recursive: true })).find((name) => name.endsWith('.png'))!,
  );
  const picture = await readFile(blob);
  await using empty = await inNewDatabase();
  const env = { DATABASE_URL: empty.url };
  const manifest = await readFile(join(folder, 'manifest.json'));
  const digest = await readFile(join(folder, 'manifest.json.sha256'));
  const damages: [string, () => Promise<unknown>, RegExp][] = [
    [
      'a flipped bit of rows',
      () => writeFile(rows, flipped(whole)),
      /accounts\.workspaces\.copy\.gz is not what its checksum says/,
    ],
    [
      'rows cut off',
      () => truncate(rows, whole.length - 100),
      /accounts\.workspaces\.copy\.gz has \d+ bytes instead of \d+/,
    ],
    ['rows with more', () => appendFile(rows, 'x'), /accounts\.workspaces\.copy\.gz has \d+ bytes instead of \d+/],
    ['a flipped bit of an upload', () => writeFile(blob, flipped(picture)), /\.png is not what its checksum says/],
    [
      'a flipped bit of the manifest',
      () => writeFile(join(folder, 'manifest.json'), flipped(manifest)),
      /manifest\.json is not what its digest says/,
    ],
    [
      'a newer format',
      () => rewrite(folder, { ...JSON.parse(manifest.toString()), format: 2, program: '9.0.0' }),
      /format 2, made by Minimart 9\.0\.0/,
    ],
  ];
  for (const [what, damage, said] of damages) {
    await damage();
    const checked = await run(['backup', folder, '--check']);
    expect([what, checked.code, checked.err]).toEqual([what, 2, expect.stringMatching(said)]);
    const restored = await run(['restore', folder, '--keep-keys'], env);
    expect([what, restored.code, restored.err]).toEqual([what, 2, expect.stringMatching(said)]);
    await writeFile(rows, whole);
    await writeFile(blob, picture);
    await writeFile(join(folder, 'manifest.json'), manifest);
    await writeFile(join(folder, 'manifest.json.sha256'), digest);
  }
  const content = JSON.parse(manifest.toString()) as { migrations: string[]; sealedBy: object };
  await rewrite(folder, { ...content, migrations: [...content.migrations, 'keys-9999-later'] });
  expect(await run(['restore', folder], env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('keys-9999-later, which this program does not know'),
  });
  await rewrite(folder, { ...content, sealedBy: { elsewhere: 1 } });
  expect(await run(['restore', folder], env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('MINIMART_SEALING_KEYS has no such key'),
  });
  expect((await run(['migrate', '--dry-run', '--json'], env)).out).toContain('"applied": []');
});

test('a backup for which there is no room says so and leaves nothing behind', async () => {
  const folder = join(place.root, 'too-large');
  // No file may grow beyond 64 blocks: the disk is as good as full.
  const limited = ['-c', 'ulimit -f 64; trap "" XFSZ; exec "$@"', 'sh', process.execPath, program, 'backup', folder];
  const child = spawn('sh', limited, { env: { ...system.environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, said]).toEqual([2, expect.stringMatching(/may not grow that large.* No backup was made/)]);
  expect((await readdir(place.root)).filter((name) => name.startsWith('too-large'))).toEqual([]);
});

test('keys are rotated by the command while the old one is still told', async () => {
  const fresh = `fresh:${randomBytes(32).toString('base64')}`;
  const rotated = await run(['rotate-encryption-key', '--json'], {
    MINIMART_SEALING_KEYS: `${fresh},${system.environment['MINIMART_SEALING_KEYS']}`,
  });
  expect([rotated.code, JSON.parse(rotated.out)]).toEqual([0, expect.objectContaining({ changed: 0, shut: {} })]);
});

async function hasRows(root: string, name: string): Promise<boolean> {
  const unfinished = (await readdir(root)).find((each) => each.startsWith(`${name}.unfinished-`));
  return unfinished !== undefined && isThere(join(root, unfinished, 'tables'));
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)]! ^= 1;
  return copy;
}

async function rewrite(folder: string, content: object): Promise<void> {
  const text = JSON.stringify(content);
  await writeFile(join(folder, 'manifest.json'), text);
  await writeFile(
    join(folder, 'manifest.json.sha256'),
    `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`,
  );
}
