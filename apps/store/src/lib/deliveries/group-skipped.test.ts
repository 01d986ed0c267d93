import { expect, test } from 'vitest';
import { groupSkipped } from './group-skipped.ts';

test('what was skipped is told once for each reason, the most frequent first', () => {
  const skipped = [
    { deliveryId: 'dlv_1', reason: 'Uninstalled.' },
    { deliveryId: 'dlv_2', reason: 'Replaced.' },
    { deliveryId: 'dlv_3', reason: 'Replaced.' },
  ];
  expect(groupSkipped(skipped)).toEqual([
    { reason: 'Replaced.', deliveryIds: ['dlv_2', 'dlv_3'] },
    { reason: 'Uninstalled.', deliveryIds: ['dlv_1'] },
  ]);
});
