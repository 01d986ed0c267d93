import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A system of its own, started as `pnpm start` does it. */
export interface RunningSystem extends AsyncDisposable {
  /** The public origin. */
  baseUrl: string;
  dataDir: string;
  /** The launcher's process. */
  pid: number;
  /** What it has printed until now. */
  output(): string;
  /** Sends a signal and resolves with the exit code once it has ended; null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** How to start a system: where it keeps its data, and settings beyond the defaults (PORT=0, the demo seed). */
export interface StartSystemOptions {
  dataDir: string;
  env?: Record<string, string>;
  /** Another file than the launcher's own `main.ts`. */
  main?: string;
}

const launcherMain = fileURLToPath(new URL('main.ts', import.meta.url));

/** Starts the launcher in a process of its own and waits until the system answers; throws with all it printed when it does not start. */
export async function startSystem({
  dataDir,
  env = {},
  main = launcherMain,
}: StartSystemOptions): Promise<RunningSystem> {
  const { npm_lifecycle_event: _, DATABASE_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { ...inherited, PORT: '0', MINIMART_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = once(child, 'close') as Promise<[number | null]>;
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { baseUrl: string }).baseUrl));
    void exited.then(([code]) => reject(new Error(`The system did not start (exit code ${code}):\n${output}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await exited)[0];
  };
  return {
    baseUrl,
    dataDir,
    pid: child.pid!,
    output: () => output,
    end,
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}
