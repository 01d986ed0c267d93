import type { WholeVersionReview } from '@minimart/api-client';

type Check = NonNullable<WholeVersionReview['checks']>[number];

/** What each automatic check looks at. */
export const checkTitles: Record<Check['id'], string> = {
  changes: 'What changed',
  links: 'Links',
  hosts: 'Hosts of requests',
  scopes: 'Permissions',
  images: 'Pictures',
};

/** A verdict in a word, and the tone of its badge. */
export const verdicts = {
  pass: { word: 'Fine', tone: 'brand' },
  warn: { word: 'Look', tone: 'amber' },
  fail: { word: 'Wrong', tone: 'red' },
} as const satisfies Record<Check['verdict'], { word: string; tone: string }>;
