import { expect, test } from 'vitest';
import { pickHue } from './pick-hue.ts';

test('the same app always gets the same stand-in, within range', () => {
  for (const slug of ['tag-sync', 'a', '', 'ünïcode']) {
    expect(pickHue(slug, 5)).toBe(pickHue(slug, 5));
    expect(pickHue(slug, 5)).toBeLessThan(5);
    expect(pickHue(slug, 5)).toBeGreaterThanOrEqual(0);
  }
});
