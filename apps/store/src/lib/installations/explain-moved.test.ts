import { expect, test } from 'vitest';
import { explainMoved } from './explain-moved.ts';

const problem = { code: 'wrong_state', detail: 'An installation that is uninstalled cannot retry.' };

test('a page that is behind says how the app stands now, and that nothing was done', () => {
  const { detail } = explainMoved({ ...problem, installationStatus: 'uninstalled' }, 'Tag Mirror');
  expect(detail).toBe('Nothing was done: Tag Mirror was uninstalled meanwhile, in another tab or by somebody else.');
  for (const installationStatus of ['active', 'pending', 'failed'])
    expect(explainMoved({ ...problem, installationStatus }, 'Tag Mirror').detail).toContain('Tag Mirror');
});

test('every other refusal keeps its own words', () => {
  const other = { code: 'forbidden', detail: 'You are a member there.', installationStatus: 'active' };
  expect(explainMoved(other, 'Tag Mirror')).toBe(other);
  expect(explainMoved({ ...problem, installationStatus: 'toString' }, 'Tag Mirror').detail).toBe(problem.detail);
  expect(explainMoved(problem, 'Tag Mirror').detail).toBe(problem.detail);
});
