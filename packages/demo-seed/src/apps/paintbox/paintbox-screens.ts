import type { DemoScreenshot } from '../../demo-content.types.ts';
import { tick } from '../../drawing/pieces.ts';
import { panel } from '../../drawing/screen-parts.ts';
import { phone } from '../../drawing/screen-phone.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { rect } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { paintboxMark, paintboxPalette } from './paintbox-art.ts';

const theme = dayTheme(paintboxPalette);

/** A palette at work. */
export function paintboxScreens(): DemoScreenshot[] {
  return [
    {
      svg: palette(),
      alt: 'A palette named Spring with five colours and the contrast of each pair; on the right a phone wears it.',
    },
  ];
}

const spring: [string, string, string][] = [
  ['Blossom', '#d6246e', '4.8'],
  ['Leaf', '#1f7a4d', '5.3'],
  ['Sky', '#2563c9', '5.7'],
  ['Plum', '#5b2a86', '9.9'],
  ['Soil', '#4a3728', '11.2'],
];

function palette(): string {
  return screen(
    {
      theme,
      palette: paintboxPalette,
      mark: paintboxMark,
      name: 'Paintbox',
      nav: ['Palettes', 'Preview', 'Contrast', 'From a logo'],
      active: 0,
      title: 'Spring',
      subtitle: 'Everybody can read all five of them.',
      action: 'Use this palette',
    },
    panel(theme, { x: 284, y: 136, width: 560, height: 300 }, 'Colours'),
    ...spring.map(([name, color], index) => {
      const x = 312 + index * 102;
      return (
        rect({ x, y: 206, width: 90, height: 150 }, 20, { fill: color }) +
        words([x + 45, 390], name, { size: 15, weight: 600, anchor: 'middle', fill: theme.ink })
      );
    }),
    panel(theme, { x: 284, y: 460, width: 560, height: 296 }, 'White on each of them'),
    ...spring.map(([name, color, contrast], index) => {
      const y = 546 + index * 41;
      return (
        rect({ x: 312, y: y - 15, width: 200, height: 32 }, 10, { fill: color }) +
        words([412, y + 6], name, { size: 15, weight: 600, anchor: 'middle', fill: '#ffffff' }) +
        words([560, y + 6], `${contrast} : 1`, { size: 16, fill: theme.ink }) +
        tick([790, y], 13, { fill: '#1a9a6c' })
      );
    }),
    phone({ ...theme, accent: '#d6246e' }, [878, 136], {
      name: 'Fern',
      face: 3,
      says: [
        { from: 'them', lines: ['Hello! How is the', 'olive tree doing?'] },
        { from: 'us', lines: ['It has a new leaf!'] },
        { from: 'them', lines: ['Lovely. Time for a', 'bigger pot?'], button: 'Show me pots' },
      ],
    }),
  );
}
