import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { sheet, sparkle, tag, textBars, tick } from '../../drawing/pieces.ts';
import { circle, group, rect, stroke } from '../../drawing/shapes.ts';

export const ledgerLinkPalette: Palette = {
  from: '#2f6fed',
  to: '#102a6b',
  deep: '#07153d',
  accent: '#5ff0c0',
  pale: '#e5eeff',
};

/** Two links of a chain, one of them the colour of money. */
export const ledgerLinkMark = group('rotate(-45 128 128)', links(1));

/** A page of the books chained to a customer's tag. */
export function ledgerLinkCover(): string {
  const { deep, accent } = ledgerLinkPalette;
  return cover(
    ledgerLinkPalette,
    ...[0, 1, 2, 3, 4, 5, 6].map((index) =>
      rect({ x: 0, y: 60 + index * 130, width: 1600, height: 2 }, 1, { fill: '#ffffff', 'fill-opacity': 0.07 }),
    ),
    group(
      'rotate(-5 480 450)',
      sheet({ x: 262, y: 150, width: 440, height: 590 }, 30, { fill: '#c9dafd', shadow: deep }),
    ),
    group('rotate(2 480 450)', sheet({ x: 262, y: 150, width: 440, height: 590 }, 30, { shadow: deep }), page()),
    sheet({ x: 990, y: 250, width: 400, height: 400 }, 48, { fill: '#173a8f', shadow: deep }),
    tag({ x: 1050, y: 320, width: 280, height: 112 }, { fill: accent, hole: '#173a8f' }),
    textBars([1142, 358], [130, 90], { fill: '#128f73', height: 14, gap: 12 }),
    tag({ x: 1050, y: 470, width: 240, height: 112 }, { fill: '#ffd166', hole: '#173a8f' }),
    textBars([1142, 508], [96, 66], { fill: '#a87412', height: 14, gap: 12 }),
    circle([1390, 250], 56, { fill: '#102a6b' }),
    tick([1390, 250], 44, { fill: accent, mark: '#07153d' }),
    group('translate(842 450) scale(1.55) translate(-128 -128)', links(1)),
    sparkle([840, 190], 44, accent),
    sparkle([930, 740], 32, '#ffffff'),
    sparkle([170, 230], 30, '#ffffff'),
  );
}

function page(): string {
  const rows = [0, 1, 2, 3, 4, 5].map((index) => {
    const y = 300 + index * 62;
    const amount = [86, 110, 70, 98, 120, 80][index] ?? 80;
    return (
      rect({ x: 306, y, width: [150, 118, 168, 104, 140, 126][index] ?? 120, height: 16 }, 8, { fill: '#cfdcf6' }) +
      rect({ x: 658 - amount, y, width: amount, height: 16 }, 8, { fill: index === 2 ? '#ff8a8a' : '#27c796' }) +
      rect({ x: 306, y: y + 34, width: 352, height: 2 }, 1, { fill: '#e6edfb' })
    );
  });
  return (
    rect({ x: 306, y: 198, width: 62, height: 62 }, 18, { fill: ledgerLinkPalette.from }) +
    stroke('M324 240V222M337 240V212M350 240V228', { stroke: '#ffffff', 'stroke-width': 8 }) +
    textBars([390, 208], [170, 110], { fill: '#b4c7ef', height: 16, gap: 12 }) +
    rows.join('') +
    rect({ x: 306, y: 672, width: 110, height: 20 }, 10, { fill: '#8ba6e2' }) +
    rect({ x: 518, y: 672, width: 140, height: 20 }, 10, { fill: ledgerLinkPalette.from })
  );
}

function links(opacity: number): string {
  const shape = { width: 112, height: 76 };
  const paint = { fill: 'none', 'stroke-width': 22, 'stroke-opacity': opacity };
  return (
    rect({ x: 30, y: 90, ...shape }, 38, { ...paint, stroke: '#ffffff' }) +
    rect({ x: 114, y: 90, ...shape }, 38, { ...paint, stroke: ledgerLinkPalette.accent }) +
    // The first link's lower right bend passes over the second.
    stroke('M104 166A38 38 0 0 0 142 128', { ...paint, stroke: '#ffffff', 'stroke-linecap': 'butt' })
  );
}
