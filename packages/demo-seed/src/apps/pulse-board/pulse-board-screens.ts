import type { DemoScreenshot } from '../../demo-content.types.ts';
import { fade } from '../../drawing/paint.ts';
import { linePath } from '../../drawing/screen-chart.ts';
import { figure, panel, chip } from '../../drawing/screen-parts.ts';
import { label, quiet, table, text, trend } from '../../drawing/screen-table.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { arc, path, rect, stroke } from '../../drawing/shapes.ts';
import { el } from '../../drawing/svg.ts';
import { words } from '../../drawing/words.ts';
import { pulseBoardMark, pulseBoardPalette } from './pulse-board-art.ts';

const theme = { ...dayTheme(pulseBoardPalette), accent: '#0e86c8' };
const frame = {
  theme,
  palette: pulseBoardPalette,
  mark: pulseBoardMark,
  name: 'Pulse Board',
  nav: ['Monday', 'All tags', 'Look-alikes', 'Mail'],
};

/** The board, and the list behind it. */
export function pulseBoardScreens(): DemoScreenshot[] {
  return [
    {
      svg: monday(),
      alt: 'The Monday board: three figures, a rising line of tagged people over eight weeks, and a ring of the largest tags.',
    },
    {
      svg: allTags(),
      alt: 'All tags with the number of people, the change in a week and a small line of the last two months.',
    },
  ];
}

function monday(): string {
  const weeks = [220, 260, 250, 310, 380, 360, 450, 520];
  const plot = { x: 320, y: 356, width: 548, height: 320 };
  const parts: [number, number, string][] = [
    [0, 158, '#0e86c8'],
    [166, 252, '#ff5d8f'],
    [260, 312, '#d9931a'],
    [320, 352, '#2bb3a3'],
  ];
  return screen(
    { ...frame, active: 0, title: 'Monday', subtitle: '“asked for price” has doubled since Thursday.' },
    el('defs', {}, fade('under-line', theme.accent, [0.3, 0])),
    figure(
      theme,
      { x: 284, y: 136, width: 300, height: 112 },
      { counts: 'Tagged people', value: '4,558', change: '+6 %' },
    ),
    figure(
      theme,
      { x: 608, y: 136, width: 300, height: 112 },
      { counts: 'New this week', value: '520', change: '+16 %' },
    ),
    figure(theme, { x: 932, y: 136, width: 300, height: 112 }, { counts: 'Tags unused', value: '3', change: 'was 5' }),
    panel(theme, { x: 284, y: 276, width: 620, height: 480 }, 'New tags a week'),
    ...[0, 1, 2, 3].map((index) =>
      rect({ x: plot.x, y: plot.y + index * 107, width: plot.width, height: 1.5 }, 0, { fill: theme.line }),
    ),
    path(`${linePath(plot, weeks)}V${plot.y + plot.height}H${plot.x}Z`, { fill: 'url(#under-line)' }),
    stroke(linePath(plot, weeks), { stroke: theme.accent, 'stroke-width': 5 }),
    ...['28 Sep', '12 Oct', '26 Oct', '9 Nov'].map((day, index) =>
      words([plot.x + 40 + index * 157, 716], day, { size: 14, anchor: 'middle', fill: theme.muted }),
    ),
    panel(theme, { x: 928, y: 276, width: 304, height: 480 }, 'Largest tags'),
    ...parts.map(([from, to, color]) =>
      stroke(arc([1080, 440], 84, [from, to]), { stroke: color, 'stroke-width': 34, 'stroke-linecap': 'butt' }),
    ),
    ...['newsletter', 'customer', 'lead', 'delivered'].map((name, index) =>
      chip([956, 592 + index * 40], name, parts[index]?.[2] ?? theme.accent),
    ),
  );
}

function allTags(): string {
  const rows: [string, string, string, string, number[]][] = [
    ['newsletter', '#0e86c8', '2,871', '+2 %', [5, 6, 6, 7, 8, 8, 9]],
    ['customer', '#c9356a', '1,204', '+4 %', [4, 5, 5, 6, 7, 9, 10]],
    ['lead', '#b7791f', '312', '−3 %', [8, 9, 8, 7, 7, 6, 6]],
    ['asked for price', '#0f8a7a', '97', '+104 %', [2, 2, 3, 2, 3, 5, 10]],
    ['VIP', '#7c3aed', '48', '+0 %', [5, 5, 5, 6, 6, 6, 6]],
    ['workshop', '#475569', '26', '+8 %', [3, 6, 2, 5, 4, 6, 7]],
  ];
  return screen(
    { ...frame, active: 1, title: 'All tags', subtitle: 'Counted once an hour, last at 09:00.' },
    table(
      theme,
      { x: 284, y: 136, width: 948, height: 620 },
      {
        columns: [
          [28, 'Tag'],
          [330, 'People'],
          [510, 'In a week'],
          [720, 'Two months'],
        ],
        rows: rows.map(([name, color, people, change, values]) => [
          label(name, color),
          text(people, 600),
          quiet(change),
          trend(values, color),
        ]),
      },
    ),
  );
}
