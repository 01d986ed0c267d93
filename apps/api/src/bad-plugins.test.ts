import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixture = fileURLToPath(new URL('testing/start-with-bad-plugins.fixture.ts', import.meta.url));

test('plugins that claim the same stop the start, naming both packages and the lines to change', async () => {
  const started = promisify(execFile)(process.execPath, [fixture], { cwd: root });
  const { code, stdout, stderr } = await started.then(
    () => ({ code: 0, stdout: '', stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  expect([code, stdout]).toEqual([1, '']);
  const own = /packages\/scope-flow-tags\/src\/flow-tags\.ts:\d+/;
  const theirs = /apps\/api\/src\/testing\/start-with-bad-plugins\.fixture\.ts:\d+/;
  const lineWith = (text: string) => stderr.split('\n').find((line) => line.includes(text)) ?? '';
  for (const text of ['both claim the namespace "flow-tags:"', 'both declare the scope flow-tags:view']) {
    expect(lineWith(text)).toMatch(own);
    expect(lineWith(text)).toMatch(theirs);
  }
  for (const text of ['the operation id "flowTags" twice', 'the route GET /flow/tags twice']) {
    expect(lineWith(text)).toMatch(/packages\/scope-flow-tags\/src\/list-tags\.ts:\d+/);
    expect(lineWith(text)).toMatch(theirs);
  }
});
