import type { DemoCollection } from '../demo-content.types.ts';

/** What the demo's operator has put together for the front page. */
export const collections: DemoCollection[] = [
  {
    slug: 'a-good-first-week',
    title: 'A good first week',
    summary: 'A first hello, good answers, your own colours, and something to play with.',
    apps: ['welcome-mat', 'phrasebook', 'paintbox', 'quiz-kite'],
  },
  {
    slug: 'for-online-shops',
    title: 'For online shops',
    summary: 'From the basket that was left behind to the parcel at the door.',
    apps: ['cart-whisper', 'parcel-ping', 'review-ripple', 'ledger-link'],
  },
];
