import type { Numbers } from '@minimart/api-client';

type Period = Pick<Numbers['periods'][number], 'from' | 'to'>;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const dayOf = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const shortDay = format({ day: 'numeric', month: 'short' });
const longDay = format({ day: 'numeric', month: 'short', year: 'numeric' });
const monthOf = format({ month: 'long', year: 'numeric' });

/** A period in words: `Thu, 26 Nov 2026`, `23 to 29 Nov 2026`, `November 2026`; a month that is cut off is told by its days. */
export function periodLabel({ from, to }: Period, by: Numbers['by']): string {
  const [start, end] = [new Date(from), new Date(to)];
  if (by === 'day') return dayOf.format(start);
  if (by === 'month' && isWholeMonth(start, end)) return monthOf.format(start);
  if (from === to) return longDay.format(start);
  const first = from.slice(0, 7) === to.slice(0, 7) ? String(start.getUTCDate()) : shortDay.format(start);
  return `${first} to ${longDay.format(end)}`;
}

/** The same, as short as it goes below a chart. */
export function shortPeriodLabel({ from }: Period, by: Numbers['by']): string {
  return by === 'month'
    ? format({ month: 'short', year: 'numeric' }).format(new Date(from))
    : shortDay.format(new Date(from));
}

function isWholeMonth(start: Date, end: Date): boolean {
  const next = new Date(end.getTime() + 86_400_000);
  return start.getUTCDate() === 1 && next.getUTCDate() === 1;
}
