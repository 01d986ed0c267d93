import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { installationMoveWords, installationStatusWords } from './installation-move-words.ts';
import { installationMoves } from './installation-moves.ts';

const page = await readFile(new URL('../../../docs/installations.md', import.meta.url), 'utf8');

/** The rows of every table of the page, as texts without padding. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
      .join(' | '),
  );

test('docs/installations.md tells every state as it is', () => {
  for (const [status, words] of Object.entries(installationStatusWords))
    expect(rows).toContain(`\`${status}\` | ${words}`);
});

test('docs/installations.md tells every move as it is, and no other', () => {
  const states = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));
  const moves = Object.entries(installationMoves).map(([move, { from, to }]) => {
    const { does, by, sent, key, inputs } = installationMoveWords[move as keyof typeof installationMoves];
    return [`\`${move}\``, does, by, states(from), states(to), sent, key, inputs].join(' | ');
  });
  expect(rows.filter((row) => row.split(' | ').length === 8).slice(2)).toEqual(moves);
});
