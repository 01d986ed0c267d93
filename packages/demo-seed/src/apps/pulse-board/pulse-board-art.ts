import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { fade } from '../../drawing/paint.ts';
import { sheet, sparkle, textBars } from '../../drawing/pieces.ts';
import { arc, circle, dots, path, rect, stroke } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';

export const pulseBoardPalette: Palette = {
  from: '#12b5e5',
  to: '#0b3a86',
  deep: '#06194a',
  accent: '#ff5d8f',
  pale: '#e3f6fd',
};

/** A beat across three bars. */
export const pulseBoardMark =
  [
    [54, 132, 70],
    [106, 96, 106],
    [158, 60, 142],
  ]
    .map(([x = 0, y = 0, height = 0]) =>
      rect({ x, y, width: 42, height }, 14, { fill: '#ffffff', 'fill-opacity': 0.3 }),
    )
    .join('') +
  stroke('M34 142H84L106 88L138 184L162 118L174 142H188', { stroke: '#ffffff', 'stroke-width': 17 }) +
  circle([212, 142], 17, { fill: pulseBoardPalette.accent });

/** Three boards that show how a bot's tags move. */
export function pulseBoardCover(): string {
  const { deep, accent } = pulseBoardPalette;
  return cover(
    pulseBoardPalette,
    el('defs', {}, fade('under', '#12b5e5', [0.45, 0])),
    dots({ x: 60, y: 50, width: 1500, height: 830 }, 74, {
      stroke: '#ffffff',
      'stroke-width': 6,
      'stroke-opacity': 0.13,
    }),
    sheet({ x: 380, y: 170, width: 840, height: 500 }, 40, { shadow: deep }),
    textBars([436, 226], [220, 130], { fill: '#cfe6f4', height: 20, gap: 16 }),
    ...['#12b5e5', '#ff5d8f', '#ffc247'].map((fill, index) => circle([1060 + index * 44, 244], 13, { fill })),
    ...[0, 1, 2, 3].map((index) =>
      rect({ x: 436, y: 340 + index * 84, width: 728, height: 2 }, 1, { fill: '#e7f1f8' }),
    ),
    path('M436 560C520 540 540 420 630 440S760 560 850 480S980 330 1060 360S1130 320 1164 300V612H436Z', {
      fill: 'url(#under)',
    }),
    stroke('M436 560C520 540 540 420 630 440S760 560 850 480S980 330 1060 360S1130 320 1164 300', {
      stroke: '#12b5e5',
      'stroke-width': 12,
    }),
    stroke('M436 500C520 520 590 570 680 540S860 600 950 560S1090 470 1164 480', {
      stroke: '#ffc247',
      'stroke-width': 9,
      'stroke-dasharray': '1 20',
    }),
    circle([850, 480], 21, { fill: '#ffffff', stroke: accent, 'stroke-width': 12 }),
    sheet({ x: 190, y: 430, width: 300, height: 300 }, 36, { fill: '#0d2a66', shadow: deep }),
    ring(),
    sheet({ x: 1100, y: 470, width: 330, height: 270 }, 36, { fill: '#0d2a66', shadow: deep }),
    ...[80, 128, 104, 168, 146].map((height, index) =>
      rect({ x: 1142 + index * 52, y: 700 - height, width: 34, height }, 12, {
        fill: index === 3 ? accent : '#2f9fe0',
      }),
    ),
    sparkle([300, 200], 46, '#ffffff'),
    sparkle([1330, 250], 58, '#ffc247'),
  );
}

function ring(): string {
  const parts: [number, number, string][] = [
    [0, 150, '#12b5e5'],
    [164, 250, '#ff5d8f'],
    [264, 346, '#ffc247'],
  ];
  return parts
    .map(([from, to, color]) =>
      stroke(arc([340, 580], 88, [from, to]), { stroke: color, 'stroke-width': 36, 'stroke-linecap': 'butt' }),
    )
    .join('');
}
