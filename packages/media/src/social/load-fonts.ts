import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
// A CommonJS module: all of it is its default.
// oxlint-disable-next-line import/default
import opentype, { type Font } from 'opentype.js';

const require = createRequire(import.meta.url);

// Each has letters that the one before lacks.
const files = {
  regular: [
    require.resolve('@fontsource/figtree/files/figtree-latin-500-normal.woff'),
    require.resolve('@fontsource/figtree/files/figtree-latin-ext-500-normal.woff'),
  ],
  bold: [
    require.resolve('@fontsource/figtree/files/figtree-latin-700-normal.woff'),
    require.resolve('@fontsource/figtree/files/figtree-latin-ext-700-normal.woff'),
  ],
} as const;

/** How heavy text is set. */
export type Weight = keyof typeof files;

/** The fonts of each weight, in the order in which they are looked into for a letter. */
export type Fonts = Record<Weight, readonly Font[]>;

let loaded: Promise<Fonts> | undefined;

/** The store's own letters, as outlines: so what is drawn looks the same on a machine without any font. Read once. */
export function loadFonts(): Promise<Fonts> {
  return (loaded ??= readAll());
}

async function readAll(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([files.regular, files.bold].map((paths) => Promise.all(paths.map(read))));
  return { regular: regular!, bold: bold! };
}

async function read(path: string): Promise<Font> {
  const file = await readFile(path);
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
}
