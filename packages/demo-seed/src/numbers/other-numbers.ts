import type { DemoNumbers } from '../demo-content.types.ts';

/** Workspaces of nobody's, and since how many days they have an app. */
const installedIn: Record<string, [workspace: string, daysAgo: number][]> = {
  'welcome-mat': [
    ['Tilly’s Tea Room', 58],
    ['Anchor Surf School', 51],
    ['Old Mill Ceramics', 40],
    ['Rosewood Spa', 29],
    ['Kite & Compass Tours', 16],
    ['Paper Lantern Press', 7],
  ],
  'pulse-board': [
    ['Granary Foods', 80],
    ['Elm Park Tennis', 47],
    ['Sailmaker Studio', 21],
  ],
  'cart-whisper': [
    ['Wool & Willow', 11],
    ['The Cheese Cellar', 8],
    ['Bright Bulb Lamps', 5],
    ['Three Foxes Toys', 4],
    ['Meadow Honey', 1],
  ],
  'review-ripple': [
    ['Harvest Box', 55],
    ['Corner Frame Shop', 13],
  ],
  'parcel-ping': [['Juniper Soaps', 14]],
};

/** How other apps have done: who has them, and no more. */
export const otherNumbers: DemoNumbers[] = Object.entries(installedIn).map(([app, places]) => ({
  app,
  visitors: [],
  installs: places.map(([workspace, daysAgo]) => ({ workspace, daysAgo, hoursToActive: 0 })),
}));
