import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs the role `migrate` to its end; throws with what it said when it fails. */
export async function runMigrations(apiFile: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [apiFile], {
    env: { ...environment, MINIMART_ROLE: 'migrate' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The migrations ended with ${code}:\n${said}`);
}
