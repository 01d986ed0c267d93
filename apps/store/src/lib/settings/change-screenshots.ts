import type { SectionOf } from '../draft/draft-sections.ts';

export type Screenshot = SectionOf<'settings'>['screenshots'][number];

/** A screenshot that was removed, and where it stood. */
export interface Removed {
  place: number;
  row: Screenshot;
}

/** The most screenshots a listing has. */
export const mostScreenshots = 10;

/** The list after a change (`add`, `up:1`, `down:0`, `remove:2`, `undo`); what asks for the impossible changes nothing. `removed` is what may be put back. */
export function changeScreenshots(
  list: readonly Screenshot[],
  change: string,
  removed?: Removed,
): { list: Screenshot[]; removed: Removed | undefined } {
  const [what, at = ''] = change.split(':');
  const place = /^\d{1,2}$/.test(at) ? Number(at) : -1;
  const row = list[place];
  if (what === 'add' && list.length < mostScreenshots) return { list: [...list, { image: '', alt: '' }], removed };
  if (what === 'remove' && row) return { list: list.toSpliced(place, 1), removed: { place, row } };
  if (what === 'undo' && removed) return { list: list.toSpliced(removed.place, 0, removed.row), removed: undefined };
  const other = what === 'up' ? place - 1 : what === 'down' ? place + 1 : -1;
  const beside = list[other];
  if (row === undefined || beside === undefined) return { list: [...list], removed };
  return { list: list.with(place, beside).with(other, row), removed };
}
