import { expect, test } from 'vitest';
import { toQrCode } from './to-qr-code.ts';

test('is a square with its three marks and a quiet zone of four modules', () => {
  const { size, path } = toQrCode('otpauth://totp/Minimart:ada%40example.com?secret=AAAA&issuer=Minimart');
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));
  for (const [x, y] of [
    [4, 4],
    [size - 5, 4],
    [4, size - 5],
  ]) {
    expect(dark.has(`${x},${y}`)).toBe(true);
  }
  for (let at = 0; at < size; at += 1) for (const edge of [0, 1, 2, 3]) expect(dark.has(`${at},${edge}`)).toBe(false);
});
