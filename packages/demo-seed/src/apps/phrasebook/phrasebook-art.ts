import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, sparkle, textBars } from '../../drawing/pieces.ts';
import { group, path, rect, stroke } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const phrasebookPalette: Palette = {
  from: '#ff8077',
  to: '#c2264b',
  deep: '#5f0d2b',
  accent: '#ffd9a0',
  pale: '#fff0ee',
};

/** An open book whose pages are quotation marks. */
export const phrasebookMark =
  path('M128 84C106 62 70 58 40 66V188C70 180 106 184 128 204Z', { fill: '#ffffff' }) +
  path('M128 84C150 62 186 58 216 66V188C186 180 150 184 128 204Z', { fill: '#ffe3d6' }) +
  quotes(62, 104, '#e2475f') +
  quotes(150, 104, '#e2475f');

/** An open book with its sentences rising from the pages. */
export function phrasebookCover(): string {
  const { deep, accent } = phrasebookPalette;
  return cover(
    phrasebookPalette,
    el('ellipse', { cx: 800, cy: 800, rx: 560, ry: 50, fill: deep, 'fill-opacity': 0.4 }),
    path(
      'M800 540C660 452 470 446 300 486V792C470 752 660 760 800 830C940 760 1130 752 1300 792V486C1130 446 940 452 800 540Z',
      { fill: '#7d1636' },
    ),
    path('M800 526C664 436 490 424 324 462V760C490 724 664 736 800 806Z', { fill: '#fffaf5' }),
    path('M800 526C936 436 1110 424 1276 462V760C1110 724 936 736 800 806Z', { fill: '#ffeadf' }),
    ...[0, 1, 2, 3].map((index) =>
      stroke(`M392 ${540 + index * 46}C500 ${518 + index * 46} 630 ${532 + index * 46} 730 ${576 + index * 46}`, {
        stroke: '#f3cfc4',
        'stroke-width': 14,
        'stroke-dasharray': index === 3 ? '150 400' : undefined,
      }),
    ),
    ...[0, 1, 2, 3].map((index) =>
      stroke(`M870 ${576 + index * 46}C970 ${532 + index * 46} 1100 ${518 + index * 46} 1208 ${540 + index * 46}`, {
        stroke: '#eebfae',
        'stroke-width': 14,
        'stroke-dasharray': index === 2 ? '230 400' : undefined,
      }),
    ),
    bubble({ x: 430, y: 214, width: 300, height: 132 }, 'right', { fill: '#ffffff' }),
    textBars([474, 254], [212, 140], { fill: '#f5c3c0', height: 16, gap: 20 }),
    bubble({ x: 828, y: 120, width: 350, height: 160 }, 'left', { fill: accent }),
    group('translate(1040 130)', quotes(40, 40, '#d9783a')),
    textBars([872, 166], [150, 130, 190], { fill: '#e0a25f', height: 14, gap: 18 }),
    bubble({ x: 1010, y: 330, width: 210, height: 96 }, 'left', { fill: deep, 'fill-opacity': 0.75 }),
    textBars([1046, 370], [136], { fill: '#ffffff', height: 16 }),
    rect({ x: 776, y: 372, width: 48, height: 48 }, 24, { fill: '#ffffff', 'fill-opacity': 0.5 }),
    rect({ x: 790, y: 440, width: 26, height: 26 }, 13, { fill: '#ffffff', 'fill-opacity': 0.35 }),
    sparkle([330, 210], 50, accent),
    sparkle([1330, 250], 38, '#ffffff'),
    sparkle([724, 130], 28, '#ffffff'),
  );
}

function quotes(x: number, y: number, fill: string): string {
  const mark = (left: number) =>
    path(
      `M${left} ${y + 18}C${left} ${y + 4} ${left + 8} ${y - 4} ${left + 20} ${y - 6}L${left + 20} ${y + 5}C${left + 15} ${y + 7} ${left + 13} ${y + 10} ${left + 13} ${y + 14}H${left + 20}V${y + 36}H${left}Z`,
      { fill },
    );
  return mark(x) + mark(x + 27);
}
