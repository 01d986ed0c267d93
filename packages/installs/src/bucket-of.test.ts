import { createId } from '@minimart/tokens';
import { expect, test } from 'vitest';
import { bucketOf } from './bucket-of.ts';

const ids = Array.from({ length: 20_000 }, () => createId('ins'));

test('spreads installations evenly over a hundred places', () => {
  const counts = Map.groupBy(ids, (id) => bucketOf(id, '1.1.0'));
  expect(counts.size).toBe(100);
  for (const [bucket, { length }] of counts) {
    expect(bucket).toBeGreaterThanOrEqual(0);
    expect(bucket).toBeLessThan(100);
    // 200 on average, with a standard deviation of 14.
    expect(length).toBeGreaterThan(100);
    expect(length).toBeLessThan(300);
  }
});

test('stays the same for an installation and a version, and does not let the same ones go first each time', () => {
  expect(bucketOf('ins_one', '1.1.0')).toBe(bucketOf('ins_one', '1.1.0'));
  const first = (version: string) => new Set(ids.filter((id) => bucketOf(id, version) < 10));
  const [one, other] = [first('1.1.0'), first('1.2.0')];
  const both = [...one].filter((id) => other.has(id)).length;
  expect(both / ids.length).toBeLessThan(0.02);
});
