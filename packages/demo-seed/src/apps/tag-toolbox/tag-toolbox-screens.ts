import type { DemoScreenshot } from '../../demo-content.types.ts';
import { circle, rect } from '../../drawing/shapes.ts';
import { svgDocument } from '../../drawing/svg.ts';
import { words } from '../../drawing/words.ts';
import { tagToolboxPalette } from './tag-toolbox-art.ts';

const colors = {
  plain: '#dfe6f2',
  dim: '#7d8aa3',
  good: '#8fe36b',
  warn: '#ffd166',
  key: '#6fc7ff',
  prompt: tagToolboxPalette.accent,
} as const;
type Run = readonly [keyof typeof colors, string];

/** A terminal in which tags are merged. */
export function tagToolboxScreens(): DemoScreenshot[] {
  return [
    {
      svg: terminal(),
      alt: 'A terminal: the command lists tags like newsletter, shows what a merge would do and asks before doing it.',
    },
  ];
}

const lines: Run[][] = [
  [
    ['prompt', '$ '],
    ['plain', 'tagbox list '],
    ['key', '--like newsletter'],
  ],
  [],
  [['dim', '  TAG               PEOPLE   LAST USED']],
  [['plain', '  newsletter         2,871   today']],
  [['plain', '  news letter          164   3 months ago']],
  [['plain', '  Newsletter OLD        12   2 years ago']],
  [],
  [
    ['prompt', '$ '],
    ['plain', 'tagbox merge "news letter" newsletter '],
    ['key', '--dry-run'],
  ],
  [],
  [
    ['good', '  + 164 '],
    ['plain', 'people get newsletter'],
  ],
  [
    ['warn', '  - 164 '],
    ['plain', 'people lose news letter'],
  ],
  [
    ['warn', '  - 1   '],
    ['plain', 'tag is removed: news letter'],
  ],
  [['dim', '  Nothing was changed.']],
  [],
  [
    ['prompt', '$ '],
    ['plain', 'tagbox merge "news letter" newsletter'],
  ],
  [
    ['plain', '  Do it? '],
    ['dim', '[y/N] '],
    ['plain', 'y'],
  ],
  [
    ['good', '  Done in 1.8 s. '],
    ['dim', 'Undo with: tagbox undo 41'],
  ],
];

function terminal(): string {
  return svgDocument(
    1280,
    800,
    rect({ x: 0, y: 0, width: 1280, height: 800 }, 0, { fill: '#0c1119' }),
    rect({ x: 0, y: 0, width: 1280, height: 60 }, 0, { fill: '#1b2431' }),
    ...['#ff6b6b', '#ffd166', '#7bd88f'].map((fill, index) => circle([36 + index * 30, 30], 9, { fill })),
    words([640, 37], 'tagbox', { size: 17, weight: 600, anchor: 'middle', fill: '#9aa8c0' }),
    ...lines.flatMap((runs, row) => {
      let column = 0;
      return runs.map(([color, content]) => {
        const drawn = words([56 + column * 13.2, 116 + row * 39], content, {
          size: 22,
          family: 'monospace',
          fill: colors[color],
        });
        column += content.length;
        return drawn;
      });
    }),
    rect({ x: 82, y: 756, width: 13, height: 26 }, 2, { fill: tagToolboxPalette.accent }),
    words([56, 776], '$', { size: 22, family: 'monospace', fill: colors.prompt }),
  );
}
