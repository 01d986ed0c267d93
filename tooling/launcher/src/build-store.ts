import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, utimes } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { openLog, endOfLog } from './program.ts';
import { StartError } from './start-error.ts';

const sources = ['apps/store', 'packages/messages', 'packages/ui', 'packages/api-client', 'pnpm-lock.yaml'];
const notSources = new Set([
  'node_modules',
  'build',
  'dist',
  '.svelte-kit',
  '.turbo',
  'journeys',
  'test-results',
  'paraglide',
]);

/** Whether a source of the store is newer than what was built, or nothing was built yet. */
export async function isStoreOutdated(projectRoot: string): Promise<boolean> {
  const builtAt = await changedAt(join(projectRoot, 'apps/store/build/index.js'));
  const changes = await Promise.all(sources.map((source) => newestChange(join(projectRoot, source))));
  return Math.max(...changes) > builtAt;
}

/** Builds the store with turbo, which takes over an earlier build of the same sources. Throws a {@link StartError} with the end of the log. */
export async function buildStore(projectRoot: string, logFile: string, signal: AbortSignal): Promise<void> {
  const startedAt = new Date();
  const log = await openLog(logFile);
  const bin = join(projectRoot, 'node_modules/.bin');
  const quiet = {
    NODE_ENV: 'production',
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    CI: '1',
    FORCE_COLOR: '0',
  };
  const child = spawn(join(bin, 'turbo'), ['run', 'build', '--filter=@minimart/store', '--output-logs=new-only'], {
    cwd: projectRoot,
    env: { ...process.env, ...quiet, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const abort = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', abort, { once: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (code !== 0)
    throw new StartError('The store could not be built.', [
      await endOfLog(logFile, log.start),
      `The whole log: ${logFile}`,
    ]);
  // A build taken from turbo's cache keeps its old date; what changed while building must count as newer.
  await utimes(join(projectRoot, 'apps/store/build/index.js'), startedAt, startedAt);
}

async function newestChange(path: string): Promise<number> {
  const own = await changedAt(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const inner = entries.filter((entry) => !notSources.has(entry.name));
  const changes = await Promise.all(
    inner.map((entry) =>
      entry.isDirectory() ? newestChange(join(path, entry.name)) : changedAt(join(path, entry.name)),
    ),
  );
  // A folder's own date tells of removed files; the store's changes with every build, so it does not count.
  return Math.max(0, path.endsWith('apps/store') ? 0 : own, ...changes);
}

const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  );
