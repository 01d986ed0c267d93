// `pnpm lighthouse`: judges five public pages of the system that runs on MINIMART_DATA_DIR, or of a fresh one. LIGHTHOUSE_RUNS says how often (5).
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemo, startSystem } from '@minimart/launcher';
import { shortfalls, toTable, type Judged } from './judge.ts';
import { pages } from './pages.ts';
import { runLighthouse } from './run-lighthouse.ts';

const times = Number(process.env['LIGHTHOUSE_RUNS'] ?? 5);
if (!Number.isInteger(times) || times < 1) throw new Error('LIGHTHOUSE_RUNS must be a whole number from 1 on.');

await using system = await findOrStart();
const judged: Judged[] = [];
for (const { name, path } of pages) {
  const runs = [];
  const address = system.baseUrl + path;
  // As everybody but the first visitor finds it.
  await (await fetch(address)).body?.cancel();
  for (let run = 0; run < times; run += 1) runs.push(await runLighthouse(address));
  judged.push({ name, runs: runs.map(({ scores }) => scores) });
  const findings = new Set(runs.flatMap((run) => run.findings));
  console.error([`${name}: judged ${times} times`, ...findings].join('\n  '));
}
console.log(`\n${toTable(judged)}\n\nMedians of ${times} runs, as on a phone, with the lowest and the highest.`);
const wanting = shortfalls(judged);
if (wanting.length > 0) {
  console.error(`\n${wanting.join('\n')}`);
  process.exitCode = 1;
}

async function findOrStart(): Promise<{ baseUrl: string } & AsyncDisposable> {
  const running = await readDemo(process.env['MINIMART_DATA_DIR'] ?? '.data');
  const isReady =
    running &&
    (await fetch(`${running.baseUrl}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ));
  if (isReady) return { baseUrl: running.baseUrl, [Symbol.asyncDispose]: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-lighthouse-'));
  await chmod(dataDir, 0o711); // under root, PostgreSQL runs as another user, who must be able to enter
  const started = await startSystem({ dataDir, env: { MINIMART_SEED: 'demo' } });
  return {
    baseUrl: started.baseUrl,
    [Symbol.asyncDispose]: async () => {
      await started.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
