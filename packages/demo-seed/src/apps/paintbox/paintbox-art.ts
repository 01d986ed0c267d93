import { cover } from '../../drawing/backdrop.ts';
import type { Palette } from '../../drawing/color.ts';
import { avatar, bubble, sheet, sparkle, textBars } from '../../drawing/pieces.ts';
import { circle, group, path, rect } from '../../drawing/shapes.ts';

export const paintboxPalette: Palette = {
  from: '#ff7ad1',
  to: '#7a2be0',
  deep: '#34096b',
  accent: '#ffe45c',
  pale: '#fbeafd',
};

const swatches = ['#ffe45c', '#ff9f4a', '#ff5d7d', '#ffffff', '#5ce1e6'];

/** A fan of colour cards. */
export const paintboxMark =
  swatches
    .map((fill, index) =>
      group(`rotate(${-64 + index * 32} 128 184)`, rect({ x: 105, y: 66, width: 46, height: 140 }, 15, { fill })),
    )
    .join('') + circle([128, 184], 11, { fill: '#7a2be0' });

/** A fan of colour cards, and a chat widget that wears one of them. */
export function paintboxCover(): string {
  const { deep, accent } = paintboxPalette;
  const colors = ['#ffe45c', '#ffb547', '#ff7e5f', '#ff4f8b', '#c04bff', '#5b7bff', '#39d0d8'];
  return cover(
    paintboxPalette,
    circle([560, 700], 520, { fill: '#ffffff', 'fill-opacity': 0.07 }),
    circle([560, 700], 640, { fill: '#ffffff', 'fill-opacity': 0.05 }),
    ...colors.map((fill, index) => group(`rotate(${-80 + index * 22} 560 730)`, card(fill))),
    circle([560, 730], 40, { fill: deep }),
    circle([560, 730], 18, { fill: accent }),
    sheet({ x: 1010, y: 150, width: 370, height: 590 }, 44, { shadow: deep }),
    path('M1010 270V194A44 44 0 0 1 1054 150H1336A44 44 0 0 1 1380 194V270Z', { fill: '#ff4f8b' }),
    avatar([1070, 210], 34, 3),
    textBars([1122, 192], [150, 100], { fill: '#ffffff', height: 14, gap: 10 }),
    bubble({ x: 1042, y: 306, width: 220, height: 84 }, 'left', { fill: '#f1e9fb' }),
    textBars([1070, 334], [150, 100], { fill: '#cdb8ec', height: 12, gap: 10 }),
    bubble({ x: 1130, y: 436, width: 220, height: 84 }, 'right', { fill: '#ff4f8b' }),
    textBars([1160, 464], [150, 90], { fill: '#ffd0e0', height: 12, gap: 10 }),
    ...['#ffe45c', '#39d0d8', '#c04bff', '#ff4f8b'].map((fill, index) =>
      circle([1076 + index * 62, 604], 22, { fill, stroke: index === 3 ? deep : 'none', 'stroke-width': 5 }),
    ),
    rect({ x: 1042, y: 656, width: 306, height: 54 }, 27, { fill: '#f1e9fb' }),
    circle([1320, 683], 20, { fill: '#ff4f8b' }),
    sparkle([250, 190], 52, accent),
    sparkle([920, 170], 36, '#ffffff'),
    sparkle([920, 640], 30, accent),
  );
}

function card(fill: string): string {
  return (
    rect({ x: 494, y: 196, width: 132, height: 570 }, 34, {
      fill: paintboxPalette.deep,
      'fill-opacity': 0.18,
      transform: 'translate(8 6)',
    }) +
    rect({ x: 494, y: 190, width: 132, height: 570 }, 34, { fill }) +
    rect({ x: 516, y: 214, width: 88, height: 60 }, 18, { fill: '#ffffff', 'fill-opacity': 0.4 })
  );
}
