import type { DemoScreenshot } from '../../demo-content.types.ts';
import { tick } from '../../drawing/pieces.ts';
import { panel } from '../../drawing/screen-parts.ts';
import { phone } from '../../drawing/screen-phone.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { circle, rect } from '../../drawing/shapes.ts';
import { words } from '../../drawing/words.ts';
import { parcelPingMark, parcelPingPalette } from './parcel-ping-art.ts';

const theme = dayTheme(parcelPingPalette);
const pings = ['Packed', 'On its way', 'Today', 'There'];

/** Parcels on their way. */
export function parcelPingScreens(): DemoScreenshot[] {
  return [
    {
      svg: parcels(),
      alt: 'Five parcels, each with its four stations and the one it has reached; on the right the message its owner got.',
    },
  ];
}

function parcels(): string {
  const rows: [string, string, number][] = [
    ['Ines Castro', '0418', 4],
    ['Tom Adeyemi', '0421', 3],
    ['Chiara Bianchi', '0424', 2],
    ['Oskar Nyman', '0425', 2],
    ['Emily Zhang', '0427', 1],
  ];
  return screen(
    {
      theme,
      palette: parcelPingPalette,
      mark: parcelPingMark,
      name: 'Parcel Ping',
      nav: ['On the way', 'Arrived', 'The pings', 'Carriers'],
      active: 0,
      title: 'On the way',
      subtitle: '37 parcels, 3 of them arrive today.',
    },
    ...rows.map(([name, order, reached], index) => {
      const y = 136 + index * 126;
      return (
        panel(theme, { x: 284, y, width: 560, height: 112 }) +
        words([310, y + 36], name, { size: 17, weight: 600, fill: theme.ink }) +
        words([818, y + 36], `Order ${order}`, { size: 15, anchor: 'end', fill: theme.muted }) +
        stations(y + 66, reached)
      );
    }),
    phone(theme, [878, 136], {
      name: 'Fern & Fable',
      face: 5,
      says: [
        { from: 'them', lines: ['Packed! Your plants', 'leave us tonight.'] },
        { from: 'them', lines: ['On its way.'], button: 'Where is it?' },
        { from: 'them', lines: ['Today between two', 'and four.'] },
        { from: 'us', lines: ['I am at home, thanks!'] },
      ],
    }),
  );
}

function stations(y: number, reached: number): string {
  return (
    rect({ x: 330, y: y - 3, width: 450, height: 6 }, 3, { fill: theme.line }) +
    rect({ x: 330, y: y - 3, width: (reached - 1) * 150, height: 6 }, 3, { fill: theme.accent }) +
    pings
      .map((ping, index) => {
        const x = 330 + index * 150;
        const dot =
          index < reached
            ? tick([x, y], 12, { fill: theme.accent })
            : circle([x, y], 9, { fill: '#ffffff', stroke: theme.line, 'stroke-width': 4 });
        return (
          dot +
          words([x, y + 34], ping, { size: 14, anchor: 'middle', fill: index < reached ? theme.ink : theme.muted })
        );
      })
      .join('')
  );
}
