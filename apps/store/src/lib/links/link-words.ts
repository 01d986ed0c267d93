import type { AppLink } from '@minimart/api-client';

/** The word and the colour of how a link stands. */
export const linkStatusWords = {
  open: { word: 'Works', tone: 'brand' },
  expired: { word: 'Expired', tone: 'plain' },
  used_up: { word: 'Used up', tone: 'plain' },
  revoked: { word: 'Revoked', tone: 'red' },
} as const satisfies Record<AppLink['status'], { word: string; tone: string }>;
