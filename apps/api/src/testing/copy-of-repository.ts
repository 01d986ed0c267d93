import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A copy of the repository in a temporary folder, to run commands in; removed when disposed. */
export interface RepositoryCopy extends AsyncDisposable {
  root: string;
  /** Runs a command line of the kind that guides show; answers what it printed, throws with it when it fails. */
  run(commandLine: string): Promise<string>;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const leftOut = new Set(['node_modules', '.git', '.data', '.turbo', 'build', 'dist', '.svelte-kit', 'images']);

/** Copies the sources and installs what they need, from what the package manager has already. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const copy = await mkdtemp(join(tmpdir(), 'minimart-copy-'));
  await cp(root, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
  const path = `${join(copy, 'node_modules/.bin')}:${join(root, 'node_modules/.bin')}:${process.env['PATH']}`;
  const run = async (commandLine: string) => {
    const [command = '', ...args] = commandLine.split(' ');
    const env = { ...process.env, PATH: path, CI: 'true' };
    // What this test run tells its workers is not for another one.
    for (const name of Object.keys(env))
      if (name.startsWith('VITEST') || name === 'NODE_OPTIONS') Reflect.deleteProperty(env, name);
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd: copy, env, maxBuffer: 1e8 }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`${commandLine} failed:\n${error.stdout}\n${error.stderr}`);
      },
    );
    return stdout + stderr;
  };
  await run('pnpm install --prefer-offline --reporter=silent');
  return { root: copy, run, [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }) };
}
