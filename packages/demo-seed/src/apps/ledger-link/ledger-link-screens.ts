import type { DemoScreenshot } from '../../demo-content.types.ts';
import { label, person, quiet, table, text } from '../../drawing/screen-table.ts';
import { screen } from '../../drawing/screen.ts';
import { dayTheme } from '../../drawing/screen-theme.ts';
import { ledgerLinkMark, ledgerLinkPalette } from './ledger-link-art.ts';

const theme = dayTheme(ledgerLinkPalette);
const paid = label('paid', '#0f8a63');
const open = label('open', '#2563eb');
const overdue = label('overdue', '#d2433a');

/** Who has paid, in three words. */
export function ledgerLinkScreens(): DemoScreenshot[] {
  return [
    {
      svg: customers(),
      alt: 'A table of seven customers with the date of their last invoice and their tag: paid, open or overdue.',
    },
  ];
}

function customers(): string {
  return screen(
    {
      theme,
      palette: ledgerLinkPalette,
      mark: ledgerLinkMark,
      name: 'Ledger Link',
      nav: ['Customers', 'Tags', 'Rules', 'Connections'],
      active: 0,
      title: 'Customers',
      subtitle: 'Books read today at 08:00. The next look is at 12:00.',
      action: 'Look now',
    },
    table(
      theme,
      { x: 284, y: 136, width: 948, height: 620 },
      {
        columns: [
          [28, 'Customer'],
          [330, 'Last invoice'],
          [530, 'Due'],
          [720, 'Tag in your bot'],
        ],
        rows: [
          [person('Freja Holm', 3), text('2026-0418'), quiet('14 Nov'), paid],
          [person('Matteo Ricci', 1), text('2026-0421'), quiet('30 Nov'), open],
          [person('Sofia Petrova', 0), text('2026-0397'), quiet('2 Nov'), overdue],
          [person('Kofi Mensah', 2), text('2026-0409'), quiet('20 Nov'), paid],
          [person('Hanna Weiss', 5), text('2026-0425'), quiet('4 Dec'), open],
          [person('Arjun Patel', 4), text('2026-0388'), quiet('28 Oct'), paid],
          [person('Nora Eriksen', 3), text('2026-0411'), quiet('21 Nov'), open],
        ],
      },
    ),
  );
}
