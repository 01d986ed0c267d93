import type { DemoReview } from '../demo-content.types.ts';

/** What some of those who use Tag Sync, or did, say of it. */
export const tagSyncReviews = {
  bakery: {
    daysAgo: 96,
    stars: 5,
    text: 'Our regulars are in the mailing list the moment we tag them. Took five minutes to set up, and has not needed me since.',
  },
  books: {
    daysAgo: 61,
    stars: 4,
    text: 'Does what it says, both ways.\n\nOne star off because a tag that I rename shows up as a new list.',
    reply: {
      daysAgo: 60,
      text: 'Thank you for telling us. Since 1.1.0 a renamed tag keeps its list; press “Sync all” once in your CRM.',
    },
  },
  cakes: { daysAgo: 40, stars: 5, text: 'I like that it only sees tags and never our customers’ names.' },
  vets: {
    daysAgo: 19,
    stars: 2,
    text: 'It worked, but with 300 tags it was slow in the mornings. We moved to something our CRM has built in.',
    reply: { daysAgo: 18, text: 'We are sorry to see you go. Large accounts are what we work on next.' },
  },
  yoga: { daysAgo: 30, stars: 5, text: 'Simple, and the developer answers questions within a day.' },
  florist: { daysAgo: 12, stars: 3, text: 'Fine for tags. We would need our own fields in the CRM as well.' },
  kettle: { daysAgo: 5, stars: 4, text: 'Works quietly. The greeting for new leads is optional, which we left off.' },
} as const satisfies Record<string, DemoReview>;
