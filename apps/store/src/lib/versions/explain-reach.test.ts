import { expect, it } from 'vitest';
import { explainReach } from './explain-reach.ts';

it('says who is updated and who is asked', () => {
  expect(explainReach({ total: 1, byThemselves: 1, asked: 0, isEstimate: false })).toEqual([
    '1 workspace has the app installed.',
    'Updated without anybody being asked, within minutes: 1.',
  ]);
  expect(explainReach({ total: 12_000, byThemselves: 9_000, asked: 3_000, isEstimate: true })).toEqual([
    '12,000 workspaces have the app installed.',
    'Updated without anybody being asked, within minutes: about 9,000.',
    'Asked first, and left with the version they have until then: about 3,000.',
  ]);
});

it('says that nobody has it', () => {
  expect(explainReach({ total: 0, byThemselves: 0, asked: 0, isEstimate: false })).toEqual([
    'Nobody has the app installed, so nobody is updated.',
  ]);
});
