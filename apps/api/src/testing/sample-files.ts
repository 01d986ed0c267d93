import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture of noise, so that no encoder makes it small. */
export function noisyPicture(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#2a7', noise } });
}

/** A picture in one colour. */
export function plainPicture(width: number, height: number, background = '#2a7f5e'): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** A PNG that says it has so many pixels: a few kilobytes that would be gigabytes when decoded. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, in shades of grey.
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8 + 1) * Math.min(height, 1000)), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG whose text, stored compressed, is so many bytes long when it is inflated. */
export async function pngWithTextBomb(bytes: number): Promise<Buffer> {
  const png = await plainPicture(400, 400).png().toBuffer();
  const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(bytes, 'A'), { level: 9 })]);
  // After the header, which has 8 + 25 bytes.
  return Buffer.concat([png.subarray(0, 33), chunk('zTXt', text), png.subarray(33)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A GIF of so many frames of 120 by 120 pixels, the first of them red and the others blue. */
export function gifOfFrames(frames: number): Buffer {
  const side = 120;
  const head = Buffer.from('GIF89a', 'latin1');
  const screen = Buffer.from([side, 0, side, 0, 0x80, 0, 0, 0xff, 0, 0, 0, 0, 0xff]);
  // With codes of 3 bits, a clear code after every second pixel keeps their width: 4, pixel, pixel, 4, ... 5.
  const frame = (colour: number) => {
    const codes = Array.from({ length: (side * side) / 2 }, () => [4, colour, colour]).flat();
    const bits = Buffer.alloc(Math.ceil(((codes.length + 1) * 3) / 8));
    [...codes, 5].forEach((code, place) => {
      for (let bit = 0; bit < 3; bit += 1) {
        const at = place * 3 + bit;
        if (code & (1 << bit)) bits[at >> 3]! |= 1 << (at & 7);
      }
    });
    const blocks = [];
    for (let at = 0; at < bits.length; at += 255) {
      const part = bits.subarray(at, at + 255);
      blocks.push(Buffer.from([part.length]), part);
    }
    return Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0, side, 0, side, 0, 0, 2]), ...blocks, Buffer.from([0])]);
  };
  // A frame of one pixel that changes nothing is all that the later ones need to be.
  const tiny = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 0x01, 0]);
  const control = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0]);
  const later = Array.from({ length: frames - 1 }, () => [control, tiny]).flat();
  return Buffer.concat([head, screen, control, frame(0), ...later, Buffer.from([0x3b])]);
}

/** The beginning of an MP4 as browsers take it, with boxes as given after it. */
export function mp4(...boxes: Buffer[]): Buffer {
  return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1')), ...boxes]);
}

/** A box of an MP4: its length, its type, and what is in it. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}
