import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemo, startSystem, type Demo } from '@minimart/launcher';

/** A running system with the demo in it; disposing of it stops it only if it was started here. */
export interface FoundSystem extends AsyncDisposable {
  demo: Demo;
}

/** Takes the system that runs on MINIMART_DATA_DIR (`.data`), or starts one in a folder of its own. */
export async function findOrStartSystem(): Promise<FoundSystem> {
  const running = await readDemo(process.env['MINIMART_DATA_DIR'] ?? '.data');
  if (running !== undefined && (await isReady(running.baseUrl)))
    return { demo: running, [Symbol.asyncDispose]: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-screenshots-'));
  await chmod(dataDir, 0o711); // under root, PostgreSQL runs as another user, who must be able to enter
  const started = await startSystem({ dataDir, env: { MINIMART_SEED: 'demo' } });
  const demo = await readDemo(dataDir);
  if (demo === undefined) throw new Error(`The demo was not seeded:\n${started.output()}`);
  return {
    demo,
    [Symbol.asyncDispose]: async () => {
      await started.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function isReady(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}
