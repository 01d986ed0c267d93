import { expect, test } from 'vitest';
import { report } from './report.ts';
import { runSoak } from './run-soak.ts';

test('a short soak, without the store, loses nothing while parts of it are broken', { timeout: 240_000 }, async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const result = await runSoak({ seconds: 10, seed: 58, pauseMs: 1_000, withStore: false, owners: 4, say });
  expect(result.violations, report(result)).toEqual([]);
  expect(result.windows.length).toBeGreaterThan(0);
  expect(result.facts['installs acknowledged']).toBeGreaterThan(0);
  expect(said.at(-1)).toContain('The traffic is over');
});
