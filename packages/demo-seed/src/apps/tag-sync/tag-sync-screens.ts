import type { DemoScreenshot } from '../../demo-content.types.ts';
import { chip, panel, button, quietButton } from '../../drawing/screen-parts.ts';
import { flip, label, quiet, table, text } from '../../drawing/screen-table.ts';
import { screen, type ScreenFrame } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { avatar } from '../../drawing/pieces.ts';
import { rect, stroke } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { tagSyncMark, tagSyncPalette } from './tag-sync-art.ts';

const theme = dayTheme(tagSyncPalette);
const frame = {
  theme,
  palette: tagSyncPalette,
  mark: tagSyncMark,
  name: 'Tag Sync',
  nav: ['Tags and lists', 'Differences', 'Greeting', 'Connection'],
} as const;

/** The list of tags, and the page where differences are settled. */
export function tagSyncScreens(): DemoScreenshot[] {
  return [
    {
      svg: tagsAndLists(),
      alt: 'A table of six tags, each beside the CRM list it is kept the same as, with the number of people and a switch.',
    },
    {
      svg: differences(),
      alt: 'Three differences between bot and CRM, each with a button to keep the tag and one to keep the list.',
    },
  ];
}

function tagsAndLists(): string {
  const here: ScreenFrame = {
    ...frame,
    active: 0,
    title: 'Tags and lists',
    subtitle: 'Compared 12 seconds ago. Everything is the same.',
    action: 'Compare now',
  };
  const rows: [string, string, string, string, boolean][] = [
    ['customer', '#4f46e5', 'Customers', '1,204', true],
    ['lead', '#d97706', 'New leads', '312', true],
    ['newsletter', '#0d9488', 'Newsletter', '2,871', true],
    ['VIP', '#be185d', 'Key accounts', '48', true],
    ['asked for price', '#2563eb', 'Price requests', '97', true],
    ['workshop', '#7c3aed', 'Workshop guests', '26', false],
  ];
  return screen(
    here,
    table(
      theme,
      { x: 284, y: 136, width: 948, height: 620 },
      {
        columns: [
          [28, 'Tag in your bot'],
          [290, ''],
          [380, 'List in your CRM'],
          [620, 'People'],
          [830, 'In step'],
        ],
        rows: rows.map(([tag, color, list, people, on]) => [
          label(tag, color),
          arrows(),
          text(list, 600),
          quiet(people),
          flip(on),
        ]),
      },
    ),
  );
}

const arrows =
  () =>
  ([x, y]: readonly [number, number]) =>
    stroke(
      `M${x} ${y - 7}H${x + 36}M${x + 28} ${y - 14}L${x + 36} ${y - 7}M${x + 36} ${y + 7}H${x}M${x + 8} ${y + 14}L${x} ${y + 7}`,
      { stroke: theme.accent, 'stroke-width': 3.5 },
    );

function differences(): string {
  const here: ScreenFrame = {
    ...frame,
    active: 1,
    title: 'Differences',
    subtitle: 'Three people are tagged in one place and not in the other.',
  };
  const people: [string, number, string, string, string][] = [
    ['Maya Lindqvist', 0, 'VIP', '#be185d', 'Not in “Key accounts”'],
    ['Tom Adeyemi', 1, 'customer', '#4f46e5', 'Still in “New leads”'],
    ['Ines Castro', 5, 'newsletter', '#0d9488', 'Left the list on Tuesday'],
  ];
  return screen(
    here,
    ...people.map(([name, face, tag, color, list], index) => {
      const y = 136 + index * 208;
      return (
        panel(theme, { x: 284, y, width: 948, height: 180 }) +
        avatar([346, y + 58], 30, face) +
        words([394, y + 65], name, { size: 20, weight: 600, fill: theme.ink }) +
        rect({ x: 312, y: y + 108, width: 330, height: 48 }, 12, { fill: theme.ground }) +
        words([330, y + 138], 'Bot', { size: 14, weight: 600, fill: theme.muted }) +
        chip([390, y + 133], tag, color) +
        rect({ x: 662, y: y + 108, width: 540, height: 48 }, 12, { fill: theme.ground }) +
        words([680, y + 138], 'CRM', { size: 14, weight: 600, fill: theme.muted }) +
        words([740, y + 139], list, { size: 16, fill: theme.ink }) +
        button(theme, { x: 900, y: y + 34, width: 140, height: 46 }, 'Keep tag') +
        quietButton(theme, { x: 1058, y: y + 34, width: 140, height: 46 }, 'Keep list')
      );
    }),
  );
}
