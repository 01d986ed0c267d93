import { resolve } from 'node:path';
import { readDemoFile, type DemoFile } from './demo-file.ts';
import { startSystem } from './start-system.ts';

/** A running system and how to let go of it; one that was found running stays as it is. */
export interface System extends AsyncDisposable {
  demo: DemoFile;
  started: boolean;
}

const projectRoot = resolve(import.meta.dirname, '../../../..');

/** The system of `MINIMART_DATA_DIR` (`.data` by default) when it answers, else one started for this run alone. */
export async function findSystem(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<System> {
  const dataDir = resolve(projectRoot, env['MINIMART_DATA_DIR'] || '.data');
  const demo = await readDemoFile(dataDir);
  if (demo !== undefined && (await isReady(demo.baseUrl))) {
    return { demo, started: false, [Symbol.asyncDispose]: async () => {} };
  }
  say('Nothing is running here yet, so this run starts a system of its own. The first time takes a minute or two.');
  const system = await startSystem(projectRoot, env);
  const made = await readDemoFile(system.dataDir);
  if (made !== undefined) return { demo: made, started: true, [Symbol.asyncDispose]: system.stop };
  await system.stop();
  throw new Error('The system started, but it left no demo.json: is MINIMART_SEED=demo honoured?');
}

async function isReady(baseUrl: string): Promise<boolean> {
  const answer = await fetch(`${baseUrl}/health/ready`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  return answer?.ok === true;
}
