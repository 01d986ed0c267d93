import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const document = await readFile(new URL('docs/security.md', root), 'utf8');

/** The rows of a table below a heading, each as its cells. */
function rowsBelow(heading: string): string[][] {
  const [, below = ''] = document.split(`## ${heading}\n`);
  const lines = below.split('\n## ')[0]!.split('\n');
  const rows = lines.filter((line) => /^\| \d/.test(line));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const shown = rowsBelow('OWASP ASVS 5.0: what is shown');
const missing = rowsBelow('OWASP ASVS 5.0: what is not met');

test('each point that is said to be shown names tests, and each of them is there', () => {
  expect(shown.length).toBeGreaterThan(40);
  for (const [point, level, how, tests = ''] of shown) {
    expect([point, level, how]).toEqual([
      expect.stringMatching(/^\d+\.\d+\.\d+$/),
      expect.stringMatching(/^[12]$/),
      expect.stringMatching(/\S{2}/),
    ]);
    const paths = [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
    expect(paths.length, point).toBeGreaterThan(0);
    for (const path of paths) {
      expect(path, point).toMatch(/\.test\.ts$/);
      expect([point, path, existsSync(new URL(path, root))]).toEqual([point, path, true]);
    }
  }
});

test('no point stands twice, or both as shown and as not met; what is not met says what is missing', () => {
  const points = [...shown, ...missing].map(([point]) => point);
  expect(points.filter((point, place) => points.indexOf(point) !== place)).toEqual([]);
  expect(missing.length).toBeGreaterThan(5);
  for (const [point, level, what] of missing)
    expect([point, level, what]).toEqual([
      expect.any(String),
      expect.stringMatching(/^[12]$/),
      expect.stringMatching(/\S{3}/),
    ]);
});
