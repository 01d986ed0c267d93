import { expect, it } from 'vitest';
import { explainDone } from './explain-done.ts';

it('says what was done, and nothing for a word that no action of ours ends in', () => {
  expect(explainDone('update')).toBe('The update is done.');
  for (const other of [null, '', 'nothing', '__proto__', 'toString']) expect(explainDone(other)).toBeNull();
});
