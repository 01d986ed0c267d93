import { expect, test } from 'vitest';
import { planPicture } from './plan-picture.ts';

const widths = (...args: Parameters<typeof planPicture>) => planPicture(...args).map(({ width }) => width);

test('a picture comes in every width that its original fills, and no larger', () => {
  expect(widths({ width: 5000, height: 3000 }, 'screenshot')).toEqual([320, 640, 960, 1600]);
  expect(widths({ width: 700, height: 900 }, 'screenshot')).toEqual([320, 640]);
  expect(widths({ width: 320, height: 200 }, 'screenshot')).toEqual([320]);
  // Of a square, half the height is cut off.
  expect(widths({ width: 1000, height: 1000 }, 'cover')).toEqual([480, 960]);
  expect(widths({ width: 4000, height: 300 }, 'cover')).toEqual([480]);
  expect(widths({ width: 100, height: 200 }, 'logo')).toEqual([96, 192]);
});

test('the form is that of the use, or of the picture where it keeps its own', () => {
  expect(planPicture({ width: 500, height: 900 }, 'cover')).toEqual([{ width: 480, height: 240 }]);
  expect(planPicture({ width: 300, height: 100 }, 'logo').at(-1)).toEqual({ width: 192, height: 192 });
  expect(planPicture({ width: 400, height: 300 }, 'screenshot')).toEqual([{ width: 320, height: 240 }]);
});

test.each([
  [{ width: 50_000, height: 50_000 }, 'cover', 'picture_too_many_pixels', '40 million'],
  [{ width: 8_000, height: 5_001 }, 'screenshot', 'picture_too_many_pixels', '8000 × 5001'],
  [{ width: 95, height: 300 }, 'logo', 'picture_dimensions', '96 × 96'],
  [{ width: 1, height: 1 }, 'cover', 'picture_dimensions', '480 × 240'],
  [{ width: 400, height: 1_601 }, 'screenshot', 'picture_dimensions', '4 times'],
] as const)('refuses %o as a %s, and says what would do', (size, use, code, words) => {
  expect(() => planPicture(size, use)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  );
});
