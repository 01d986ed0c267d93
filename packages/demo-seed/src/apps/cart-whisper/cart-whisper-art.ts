import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { bubble, heart, sparkle, textBars } from '../../drawing/pieces.ts';
import { arc, circle, group, path, rect, roundedPolygon, stroke } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const cartWhisperPalette: Palette = {
  from: '#2dd4a7',
  to: '#067a6f',
  deep: '#053b40',
  accent: '#ffd66b',
  pale: '#e3faf2',
};

/** A basket that has something to say. */
export const cartWhisperMark =
  stroke('M84 118C84 60 150 60 150 118', { stroke: '#ffffff', 'stroke-width': 14 }) +
  path(
    roundedPolygon(
      [
        [44, 112],
        [190, 112],
        [172, 206],
        [62, 206],
      ],
      18,
    ),
    { fill: '#ffffff' },
  ) +
  stroke('M94 136V182M118 136V182M142 136V182', { stroke: '#0b9683', 'stroke-width': 11 }) +
  stroke(arc([158, 96], 28, [8, 82]) + arc([158, 96], 54, [8, 82]), {
    stroke: cartWhisperPalette.accent,
    'stroke-width': 12,
  });

/** A full basket left behind, calling softly after its owner. */
export function cartWhisperCover(): string {
  const { deep, accent } = cartWhisperPalette;
  return cover(
    cartWhisperPalette,
    ...[250, 350, 450].map((radius) => circle([640, 420], radius, { fill: '#ffffff', 'fill-opacity': 0.06 })),
    el('ellipse', { cx: 640, cy: 770, rx: 380, ry: 44, fill: deep, 'fill-opacity': 0.35 }),
    goods(),
    stroke('M470 470C470 250 810 250 810 470', { stroke: '#ffffff', 'stroke-width': 30 }),
    basket(),
    bubble({ x: 1050, y: 190, width: 410, height: 190 }, 'left', { fill: '#ffffff' }),
    textBars([1104, 242], [290, 240, 160], { fill: '#bfe8dc', height: 18, gap: 18 }),
    bubble({ x: 1090, y: 470, width: 300, height: 120 }, 'right', { fill: deep, 'fill-opacity': 0.7 }),
    textBars([1134, 512], [140, 90], { fill: '#ffffff', height: 16, gap: 16 }),
    heart([1334, 530], 46, '#ff7b8a'),
    ...[80, 124, 168].map((radius) =>
      stroke(arc([836, 366], radius, [30, 78]), { stroke: accent, 'stroke-width': 16 }),
    ),
    sparkle([300, 220], 52, accent),
    sparkle([1000, 700], 34, '#ffffff'),
    sparkle([250, 560], 28, '#ffffff'),
  );
}

function goods(): string {
  return (
    group(
      'rotate(-10 500 400)',
      rect({ x: 450, y: 320, width: 110, height: 190 }, 16, { fill: '#ff8f70' }),
      rect({ x: 474, y: 280, width: 62, height: 60 }, 10, { fill: '#e06c4f' }),
      rect({ x: 466, y: 380, width: 78, height: 66 }, 8, { fill: '#fff4ec' }),
    ) +
    group(
      'rotate(7 640 380)',
      rect({ x: 584, y: 330, width: 132, height: 180 }, 10, { fill: '#8b6cff' }),
      rect({ x: 584, y: 330, width: 30, height: 180 }, 10, { fill: '#6d4df0' }),
      rect({ x: 634, y: 370, width: 60, height: 12 }, 6, { fill: '#ffffff' }),
    ) +
    circle([772, 430], 62, { fill: '#ffd66b' }) +
    stroke('M720 396Q772 436 824 396M716 456Q772 420 828 456', { stroke: '#f0b93a', 'stroke-width': 8 })
  );
}

function basket(): string {
  const slots = [0, 1, 2, 3, 4].map((index) => {
    const x = 474 + index * 83;
    return stroke(`M${x} 548L${x + (640 - x) * 0.09} 690`, { stroke: '#0f9a86', 'stroke-width': 26 });
  });
  return (
    path(
      roundedPolygon(
        [
          [392, 470],
          [888, 470],
          [838, 768],
          [442, 768],
        ],
        44,
      ),
      { fill: '#ffffff' },
    ) +
    slots.join('') +
    rect({ x: 366, y: 444, width: 548, height: 66 }, 33, { fill: '#f1fffa' }) +
    rect({ x: 366, y: 486, width: 548, height: 24 }, 12, { fill: '#cdeee3' })
  );
}
