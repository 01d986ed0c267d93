/** The public pages that are judged, by what they are. */
export const pages = [
  { name: 'home', path: '/' },
  { name: 'search', path: '/?query=tags' },
  { name: 'category', path: '/?category=marketing' },
  { name: 'listing', path: '/apps/tag-sync' },
  { name: 'sign-in', path: '/sign-in?next=/' },
] as const;

/** What is judged, with the least that a page must reach; without a bar it is only told. */
export const bars = { performance: 97, accessibility: 100, 'best-practices': undefined, seo: undefined } as const;

export type Category = keyof typeof bars;

export const categories = Object.keys(bars) as Category[];

/** The scores of one run, 0 to 100. */
export type Scores = Record<Category, number>;
