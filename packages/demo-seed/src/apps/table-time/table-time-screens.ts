import type { DemoScreenshot } from '../../demo-content.types.ts';
import { chip, panel } from '../../drawing/screen-parts.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { circle, group, polar, rect, type Point } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { tableTimeMark, tableTimePalette } from './table-time-art.ts';

const theme = dayTheme(tableTimePalette);
const frame = {
  theme,
  palette: tableTimePalette,
  mark: tableTimeMark,
  name: 'Table Time',
  nav: ['The room', 'The evening', 'Waiting list', 'My house'],
};

/** The room and the evening. */
export function tableTimeScreens(): DemoScreenshot[] {
  return [
    {
      svg: room(),
      alt: 'The plan of a room with seven tables, free, kept or taken, and beside it the guests who come next.',
    },
    {
      svg: evening(),
      alt: 'The evening as a chart: a row for each table, a bar for each booking with its name and number of guests.',
    },
  ];
}

const free = '#2c9c75';
const kept = '#d98a1f';
const taken = '#c03563';

function room(): string {
  const tables: [Point, number, number, string, string][] = [
    [[410, 290], 56, 4, taken, '1'],
    [[600, 290], 56, 4, kept, '2'],
    [[780, 300], 44, 2, free, '3'],
    [[420, 480], 44, 2, free, '4'],
    [[610, 490], 74, 6, taken, '5'],
    [[790, 490], 44, 2, taken, '6'],
    [[420, 650], 56, 4, kept, '7'],
  ];
  return screen(
    { ...frame, active: 0, title: 'The room', subtitle: 'Tuesday, 18:40. Two tables are free.', action: 'New booking' },
    panel(theme, { x: 284, y: 136, width: 600, height: 620 }),
    ...tables.map(place),
    rect({ x: 560, y: 640, width: 270, height: 70 }, 16, { fill: theme.ground, stroke: theme.line, 'stroke-width': 2 }),
    words([695, 682], 'Bar', { size: 17, anchor: 'middle', fill: theme.muted }),
    chip([320, 176], 'free', free),
    chip([420, 176], 'kept', kept),
    chip([520, 176], 'taken', taken),
    panel(theme, { x: 908, y: 136, width: 324, height: 620 }, 'Coming next'),
    ...[
      ['19:00', 'Ricci', '4 guests, table 2'],
      ['19:15', 'Holm', '2 guests, table 7'],
      ['19:30', 'Osei', '6 guests, table 5'],
      ['20:00', 'Weiss', '4 guests, birthday'],
      ['20:30', 'Park', '2 guests, no nuts'],
    ].map(([time = '', name = '', note = ''], index) => {
      const y = 216 + index * 106;
      return (
        rect({ x: 936, y: y - 16, width: 268, height: 1.5 }, 0, { fill: theme.line }) +
        words([936, y + 28], time, { size: 18, weight: 700, fill: theme.accent }) +
        words([1010, y + 28], name, { size: 18, weight: 600, fill: theme.ink }) +
        words([1010, y + 58], note, { size: 15, fill: theme.muted })
      );
    }),
  );
}

function place([center, radius, seats, color, number]: [Point, number, number, string, string]): string {
  const chairs = Array.from({ length: seats }, (_, index) => {
    const angle = (index * 360) / seats + 45;
    const [x, y] = polar(center, radius + 20, angle);
    return group(
      `rotate(${angle} ${x} ${y})`,
      rect({ x: x - 17, y: y - 11, width: 34, height: 22 }, 9, { fill: color, 'fill-opacity': 0.35 }),
    );
  });
  return (
    chairs.join('') +
    circle(center, radius, { fill: color }) +
    words([center[0], center[1] + 8], number, { size: 24, weight: 700, anchor: 'middle', fill: '#ffffff' })
  );
}

function evening(): string {
  const bookings: [number, number, number, string, string][] = [
    [0, 0, 2.4, 'Adeyemi · 4', taken],
    [0, 2.8, 2, 'Castro · 3', kept],
    [1, 1, 2.4, 'Ricci · 4', kept],
    [2, 2.2, 2, 'Park · 2', kept],
    [3, 0.6, 1.8, 'Nyman · 2', taken],
    [3, 3, 1.8, 'Vogel · 2', kept],
    [4, 0.2, 1.7, 'Raman · 5', taken],
    [4, 2.1, 2.6, 'Osei · 6', kept],
    [5, 0.4, 2.2, 'Diallo · 2', taken],
    [6, 1.3, 2.3, 'Holm · 2', kept],
  ];
  const left = 376;
  const hour = 164;
  return screen(
    {
      ...frame,
      active: 1,
      title: 'The evening',
      subtitle: '34 guests are expected, 4 wait for a table.',
      action: 'New booking',
    },
    panel(theme, { x: 284, y: 136, width: 948, height: 620 }),
    ...[0, 1, 2, 3, 4, 5].map(
      (index) =>
        rect({ x: left + index * hour, y: 190, width: 1.5, height: 540 }, 0, { fill: theme.line }) +
        words([left + index * hour, 174], `${18 + index}:00`, { size: 15, anchor: 'middle', fill: theme.muted }),
    ),
    ...[0, 1, 2, 3, 4, 5, 6].map((index) =>
      words([316, 236 + index * 76], `${index + 1}`, { size: 20, weight: 700, fill: theme.ink }),
    ),
    rect({ x: left + 0.66 * hour, y: 186, width: 3, height: 548 }, 1.5, { fill: theme.accent }),
    circle([left + 0.66 * hour + 1.5, 186], 8, { fill: theme.accent }),
    ...bookings.map(([row, from, hours, name, color]) => {
      const box = { x: left + from * hour, y: 202 + row * 76, width: hours * hour - 8, height: 56 };
      return (
        rect(box, 14, { fill: color, 'fill-opacity': 0.18 }) +
        rect({ ...box, width: 7 }, 3.5, { fill: color }) +
        words([box.x + 24, box.y + 34], name, { size: 16, weight: 600, fill: theme.ink })
      );
    }),
  );
}
