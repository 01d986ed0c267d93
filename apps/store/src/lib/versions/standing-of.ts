import type { Release } from '#lib/server/api.ts';

type Standing = { word: string; tone: 'plain' | 'brand' | 'amber' | 'red' };

/** How a version stands among the others of its app, in a word or two. */
export function standingOf({ status, percentage, isInStore }: Release): Standing {
  if (status === 'in_review') return { word: 'In review', tone: 'amber' };
  if (status === 'refused') return { word: 'Sent back', tone: 'red' };
  if (status === 'withdrawn') return { word: 'Withdrawn', tone: 'plain' };
  if (status === 'rolled_back') return { word: 'Rolled back', tone: 'red' };
  if (status === 'staged') return { word: `Out for ${percentage} %`, tone: 'amber' };
  return isInStore ? { word: 'Out for everybody', tone: 'brand' } : { word: 'Replaced by a later one', tone: 'plain' };
}

/** Whether a version can be rolled back: not the only one that is out for everybody, since nothing would be left to go back to. */
export function canRollBack(version: string, releases: readonly Release[]): boolean {
  const others = releases.filter((other) => other.version !== version);
  const isOut = releases.some(
    (release) => release.version === version && (release.status === 'released' || release.status === 'staged'),
  );
  return isOut && others.some(({ status }) => status === 'released');
}
