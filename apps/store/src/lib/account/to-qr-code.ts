import { encode } from 'uqr';

/** A text as a QR code: the width of the square in modules, the quiet zone of four (ISO/IEC 18004) included, and the path of the dark ones. */
export function toQrCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
