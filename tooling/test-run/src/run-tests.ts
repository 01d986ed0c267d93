import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type Counts, type JsonReport } from './count-tests.ts';
import { runCommand } from './run-command.ts';

/** Runs every test of the workspace, or those whose path matches one of `filters`, showing vitest's own output. */
export async function runTests(filters: readonly string[] = []): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-report-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await runCommand(['vitest', 'run', ...reporters, ...filters], { keep: false });
    const text = await readFile(report, 'utf8').catch(() => undefined);
    return countTests(text === undefined ? undefined : (JSON.parse(text) as JsonReport), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a run may count as good: nothing failed and something ran. */
export const isGood = ({ passed, failed }: Counts): boolean => failed === 0 && passed > 0;
