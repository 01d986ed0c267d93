import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { avatar, sheet, sparkle, textBars } from '../../drawing/pieces.ts';
import { circle, path, star } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const reviewRipplePalette: Palette = {
  from: '#ffcb45',
  to: '#f07a13',
  deep: '#6b2a00',
  accent: '#ffffff',
  pale: '#fff5dc',
};

/** A star that makes rings. */
export const reviewRippleMark =
  [112, 86, 60]
    .map((radius, index) => circle([128, 132], radius, { fill: '#ffffff', 'fill-opacity': 0.16 + index * 0.08 }))
    .join('') + path(star([128, 130], [66, 31]), { fill: '#ffffff' });

/** One good word, and the rings it makes. */
export function reviewRippleCover(): string {
  const { deep } = reviewRipplePalette;
  return cover(
    reviewRipplePalette,
    ...[760, 620, 490, 370].map((radius) =>
      el('ellipse', { cx: 800, cy: 620, rx: radius, ry: radius * 0.42, fill: '#ffffff', 'fill-opacity': 0.11 }),
    ),
    el('ellipse', { cx: 800, cy: 640, rx: 190, ry: 56, fill: deep, 'fill-opacity': 0.28 }),
    path(star([800, 400], [226, 108]), { fill: '#e0680a', transform: 'translate(0 16)' }),
    path(star([800, 400], [226, 108]), { fill: '#ffffff' }),
    path(star([800, 404], [142, 70]), { fill: '#fff0c4' }),
    review({ x: 170, y: 250, stars: 5, face: 0 }),
    review({ x: 1080, y: 180, stars: 5, face: 4 }),
    review({ x: 1120, y: 530, stars: 4, face: 2 }),
    review({ x: 210, y: 570, stars: 5, face: 3 }),
    sparkle([560, 170], 52, '#ffffff'),
    sparkle([1030, 470], 34, '#ffffff'),
    sparkle([600, 690], 26, '#ffffff'),
  );
}

function review({ x, y, stars, face }: { x: number; y: number; stars: number; face: number }): string {
  const row = [0, 1, 2, 3, 4].map((index) =>
    path(star([x + 130 + index * 40, y + 50], [18, 8.5]), { fill: index < stars ? '#ffb31f' : '#eadfca' }),
  );
  return (
    sheet({ x, y, width: 340, height: 140 }, 30, { shadow: reviewRipplePalette.deep }) +
    avatar([x + 64, y + 70], 38, face) +
    row.join('') +
    textBars([x + 114, y + 82], [180, 120], { fill: '#f1e2c6', height: 13, gap: 9 })
  );
}
