import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildStore,
  copyStore,
  freePort,
  FrontDoor,
  isStoreOutdated,
  ProcessRecord,
  SupervisedDatabase,
  SupervisedProcess,
} from '@minimart/launcher';
import type { WatchedProcess } from './watch-memory.ts';
import { runMigrations } from './run-migrations.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const apiFile = join(projectRoot, 'apps/api/src/main.ts');

/** A whole system with several processes of each role, behind one front door that gives each call to the next api. */
export interface SoakSystem extends AsyncDisposable {
  baseUrl: string;
  databaseUrl: string;
  /** What the front door says of programs that gave no answer. */
  broken: { at: number; message: string }[];
  /** By name: `api-1`, `api-2`, `dispatcher-1`, `dispatcher-2`, `store`. */
  programs: Map<string, SupervisedProcess>;
  /** The programs as they run now. */
  watched(): WatchedProcess[];
  /** The main process of PostgreSQL that runs now. */
  databasePid(): number;
}

/** What the system is made of. */
export interface SystemOptions {
  withStore: boolean;
  say(line: string): void;
}

/** Starts one on a PostgreSQL and in a folder of its own; both are gone afterwards. */
export async function openSystem({ withStore, say }: SystemOptions): Promise<SoakSystem> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'minimart-soak-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711); // PostgreSQL may run as another user, who must be able to enter
  await mkdir(join(folder, 'logs'));
  const keptUp = { say, onGivenUp: () => say('A part was given up.'), backoffMs: Array<number>(1_000).fill(500) };
  const database = new SupervisedDatabase({
    ...keptUp,
    dataDir: join(folder, 'postgres'),
    log: () => {},
    steadyAfterMs: 1_000,
  });
  opened.defer(() => database.stop());
  const { url: databaseUrl } = await database.start();

  const programs = new Map<string, SupervisedProcess>();
  const broken: SoakSystem['broken'] = [];
  let turn = 0;
  const door = new FrontDoor({
    host: '127.0.0.1',
    port: 0,
    trustedProxies: ['127.0.0.1'],
    onBroken: ({ message }) => broken.push({ at: performance.now(), message }),
    target(kind) {
      if (kind === 'store') return programs.get('store')?.port;
      const ports = ['api-1', 'api-2'].map((name) => programs.get(name)?.port).filter((port) => port !== undefined);
      return ports[turn++ % ports.length];
    },
  });
  await door.listen();
  const environment = environmentFor({ databaseUrl, baseUrl: door.baseUrl, dataDir: join(folder, 'data') });
  await runMigrations(apiFile, environment);
  const inspectorPorts = new Map<string, number>();
  const supervise = async (name: string, file: string, ofProgram: Record<string, string>) => {
    const inspectorPort = await freePort();
    inspectorPorts.set(name, inspectorPort);
    const env = { ...ofProgram, NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` };
    const logFile = join(folder, 'logs', `${name}.log`);
    const program = { name, file, cwd: projectRoot, env, logFile, reportsPortItself: name !== 'store' };
    const supervised = new SupervisedProcess(program, {
      ...keptUp,
      record: new ProcessRecord(folder),
      readyTimeoutMs: 60_000,
      stopTimeoutMs: 20_000,
      steadyAfterMs: 1_000,
    });
    programs.set(name, supervised);
    opened.defer(() => supervised.stop());
    return supervised.start();
  };
  const asRole = (role: string) => ({ ...environment, MINIMART_ROLE: role });
  await Promise.all([
    ...['api-1', 'api-2'].map((name) => supervise(name, apiFile, asRole('api'))),
    ...['dispatcher-1', 'dispatcher-2'].map((name) => supervise(name, apiFile, asRole('dispatcher'))),
  ]);
  if (withStore) {
    const storeEnvironment = {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      ORIGIN: door.baseUrl,
      API_URL: door.baseUrl,
      ADDRESS_HEADER: 'x-forwarded-for',
      XFF_DEPTH: '1',
      KEEP_ALIVE_TIMEOUT: '75',
    };
    await supervise('store', await preparedStore(folder), storeEnvironment);
  }
  opened.defer(() => door.close());
  const parts = opened.move();
  return {
    baseUrl: door.baseUrl,
    databaseUrl,
    broken,
    programs,
    watched: () =>
      [...programs.values()].map(({ name, pid }) => {
        return { name, pid, inspectorPort: inspectorPorts.get(name)! };
      }),
    databasePid: () => database.pid!,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

async function preparedStore(folder: string): Promise<string> {
  const { signal } = new AbortController();
  if (await isStoreOutdated(projectRoot)) await buildStore(projectRoot, join(folder, 'logs/build.log'), signal);
  return copyStore(projectRoot, folder);
}

function environmentFor(place: { databaseUrl: string; baseUrl: string; dataDir: string }): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: place.databaseUrl,
    MINIMART_BASE_URL: place.baseUrl,
    MINIMART_DATA_DIR: place.dataDir,
    MINIMART_AUTH_SECRET: randomBytes(32).toString('hex'),
    MINIMART_SEALING_KEYS: `soak:${randomBytes(32).toString('base64')}`,
    MINIMART_EGRESS_ALLOW: '127.0.0.0/8',
    MINIMART_PROXY_HOPS: '1',
    // So that a delivery which a killed dispatcher held comes to another within the run.
    MINIMART_DELIVERY_TIMEOUT_MS: '2000',
    MINIMART_DELIVERY_LEASE_MS: '5000',
  };
}
