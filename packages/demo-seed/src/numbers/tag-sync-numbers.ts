import type { DemoNumbers } from '../demo-content.types.ts';
import { tagSyncReviews as reviews } from './tag-sync-reviews.ts';

const daysBack = 120;
/** More look on weekdays; by the days since Sunday. */
const byWeekday = [5, 11, 14, 13, 12, 10, 4];

/** How Tag Sync has done: a quiet start, a bump after its second release, and people who stayed, left or never got it to run. */
export function tagSyncNumbers(today: Date): DemoNumbers {
  return {
    app: 'tag-sync',
    visitors: Array.from({ length: daysBack }, (_, index) => visitorsOn(today, daysBack - index)),
    installs: [
      { workspace: 'Maple & Main Bakery', daysAgo: 112, hoursToActive: 0, review: reviews.bakery },
      { workspace: 'Lakeside Physio', daysAgo: 98, hoursToActive: 0, left: { daysAgo: 61, reason: 'not_needed' } },
      { workspace: 'Birch Street Books', daysAgo: 87, hoursToActive: 2, review: reviews.books },
      { workspace: 'Northgate Gym', daysAgo: 74, left: { daysAgo: 73, reason: 'hard_to_use', note: tokenNote } },
      { workspace: 'Petit Four', daysAgo: 66, hoursToActive: 0, review: reviews.cakes },
      {
        workspace: 'Oak Lane Vets',
        daysAgo: 52,
        hoursToActive: 0,
        left: { daysAgo: 20, reason: 'replaced' },
        review: reviews.vets,
      },
      { workspace: 'Blue Door Yoga', daysAgo: 45, hoursToActive: 0, review: reviews.yoga },
      { workspace: 'Ferry Road Florist', daysAgo: 33, hoursToActive: 0, review: reviews.florist },
      { workspace: 'Sundial Travel', daysAgo: 31, hoursToActive: 1 },
      { workspace: 'Copper Kettle', daysAgo: 26, hoursToActive: 0, review: reviews.kettle },
      { workspace: 'Hill & Harbour Homes', daysAgo: 24, left: { daysAgo: 24, reason: 'did_not_work' } },
      { workspace: 'Pine Valley Dental', daysAgo: 19, hoursToActive: 0 },
      {
        workspace: 'Marigold Events',
        daysAgo: 17,
        hoursToActive: 0,
        left: { daysAgo: 6, reason: 'missing_feature', note: fieldNote },
      },
      { workspace: 'Quarry Bikes', daysAgo: 12, hoursToActive: 30 },
      { workspace: 'Lemon Tree Deli', daysAgo: 9, hoursToActive: 0 },
      { workspace: 'Second Spring', daysAgo: 8, hoursToActive: 0, left: { daysAgo: 3, reason: 'only_trying' } },
      { workspace: 'Willow Pet Care', daysAgo: 4, hoursToActive: 0 },
      { workspace: 'Atlas Language School', daysAgo: 2, hoursToActive: 0 },
    ],
  };
}

const tokenNote = 'I could not find where my CRM makes a token. A picture of the page would have helped.';
const fieldNote = 'Tags are in sync, thank you! We would need our own fields mirrored as well, not only tags.';

function visitorsOn(today: Date, daysAgo: number): DemoNumbers['visitors'][number] {
  const weekday = (((today.getUTCDay() - daysAgo) % 7) + 7) % 7;
  const sinceRelease = 34 - daysAgo;
  const bump = sinceRelease >= 0 ? Math.round(26 * Math.exp(-sinceRelease / 9)) : 0;
  const growth = Math.round((daysBack - daysAgo) / 20);
  // A little unrest that is the same in every demo.
  const unrest = (daysAgo * 7919) % 5;
  const views = Math.max(1, (byWeekday[weekday] ?? 0) + bump + growth + unrest - 3);
  return { daysAgo, views, consents: Math.floor((views * (16 + ((daysAgo * 31) % 9))) / 100) };
}
