import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A system that this run has started: everything it keeps is in `dataDir` and goes with it. */
export interface StartedSystem {
  dataDir: string;
  stop(): Promise<void>;
}

/** Starts the launcher with a data folder and a port of its own, and waits until it says that it is ready. */
export async function startSystem(projectRoot: string, env: NodeJS.ProcessEnv): Promise<StartedSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-demo-'));
  const child = fork(join(projectRoot, 'tooling/launcher/src/main.ts'), {
    cwd: projectRoot,
    env: ownEnvironment(env, dataDir),
    silent: true,
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await whenReady(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { dataDir, stop };
}

/** A database set for the ordinary system is not for this one. */
function ownEnvironment(env: NodeJS.ProcessEnv, dataDir: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, MINIMART_BASE_URL: __, ...rest } = env;
  return { ...rest, MINIMART_DATA_DIR: dataDir, MINIMART_SEED: 'demo', PORT: '0', HOST: '127.0.0.1' };
}

async function whenReady(child: ChildProcess): Promise<void> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (output = (output + String(chunk)).slice(-4_000)));
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { type?: string }) => message.type === 'ready' && resolve());
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The system did not start. It said:\n\n${output}`)));
  });
}
