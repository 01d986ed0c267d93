import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** How a command ended; `output` is empty unless it was kept. */
export interface Ended {
  code: number;
  output: string;
}

/** Runs a command of the project's own tools from its root; its output is shown as it comes, or kept. A signal counts as failure. */
export async function runCommand([name = '', ...args]: readonly string[], { keep }: { keep: boolean }): Promise<Ended> {
  const bin = join(projectRoot, 'node_modules/.bin');
  const env = { ...process.env, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const child = spawn(join(bin, name), args, {
    cwd: projectRoot,
    env: { ...env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', keep ? 'pipe' : 'inherit', keep ? 'pipe' : 'inherit'],
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (exitCode: number | null) => resolve(exitCode ?? 1));
  });
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return { code, output };
}
