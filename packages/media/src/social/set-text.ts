import type { Font, PathCommand } from 'opentype.js';

/** A line of text as an outline, `d` of an SVG path that begins at 0 on its base line; lengths in pixels. */
export interface SetLine {
  path: string;
  width: number;
}

interface Setting {
  fonts: readonly Font[];
  sizePx: number;
  /** No line is wider. */
  widthPx: number;
  mostLines: number;
}

/** What is left of a text once what the fonts have no letter for is gone, and white space is single. */
export function drawable(text: string, fonts: readonly Font[]): string {
  const letters = [...text.normalize('NFC').replaceAll(/\s+/gu, ' ')].filter((letter) => fontFor(letter, fonts));
  return letters.join('').replaceAll(/ +/g, ' ').trim();
}

/** Breaks a text into lines; what does not fit into the last ends in an ellipsis, and a word that is wider than a line is cut. */
export function setText(text: string, { fonts, sizePx, widthPx, mostLines }: Setting): SetLine[] {
  const measure = (line: string) => widthOf(line, { fonts, sizePx });
  const words = drawable(text, fonts).split(' ').filter(Boolean);
  const lines: string[] = [];
  while (words.length > 0 && lines.length < mostLines) {
    let line = words.shift()!;
    while (words.length > 0 && measure(`${line} ${words[0]}`) <= widthPx) line += ` ${words.shift()}`;
    const isCut = measure(line) > widthPx || (words.length > 0 && lines.length === mostLines - 1);
    lines.push(isCut ? shorten(line, (part) => measure(`${part}…`) <= widthPx) : line);
  }
  return lines.map((line) => ({ path: outline(line, { fonts, sizePx }), width: measure(line) }));
}

/** The longest beginning of a line that fits, found by halves: measuring is what takes time. */
function shorten(line: string, fits: (part: string) => boolean): string {
  const letters = [...line];
  const part = (length: number) => letters.slice(0, length).join('').trimEnd();
  let [fit, tooLong] = [1, letters.length + 1];
  while (tooLong - fit > 1) {
    const middle = Math.floor((fit + tooLong) / 2);
    if (fits(part(middle))) fit = middle;
    else tooLong = middle;
  }
  return `${part(fit).replace(/[,;:.–-]+$/u, '')}…`;
}

type Face = Pick<Setting, 'fonts' | 'sizePx'>;

function widthOf(line: string, { fonts, sizePx }: Face): number {
  return runsOf(line, fonts).reduce((sum, { font, text }) => sum + font.getAdvanceWidth(text, sizePx), 0);
}

function outline(line: string, { fonts, sizePx }: Face): string {
  let at = 0;
  const paths = runsOf(line, fonts).map(({ font, text }) => {
    const path = font.getPath(text, at, 0, sizePx).commands.map(write).join('');
    at += font.getAdvanceWidth(text, sizePx);
    return path;
  });
  return paths.join('');
}

/** A command as SVG writes it (SVG 2, 9.3), to a tenth of a pixel. */
function write({ type, x1, y1, x2, y2, x, y }: PathCommand): string {
  const numbers = [x1, y1, x2, y2, x, y].filter((number) => number !== undefined);
  return type + numbers.map((number) => number.toFixed(1)).join(' ');
}

/** A line in pieces, each of which one font has all letters for. */
function runsOf(line: string, fonts: readonly Font[]): { font: Font; text: string }[] {
  const runs: { font: Font; text: string }[] = [];
  for (const letter of line) {
    const font = fontFor(letter, fonts);
    const last = runs.at(-1);
    if (font === undefined) continue;
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

function fontFor(letter: string, fonts: readonly Font[]): Font | undefined {
  return fonts.find((font) => font.charToGlyphIndex(letter) > 0);
}
