import { closestName } from '@minimart/external-request';
import { z } from 'zod';
import { countTableCells } from '../count-table-cells.ts';
import { httpsUrl, listOf, manyLines, oneLine, words } from '../field-words.ts';
import { categoryIds } from './categories.ts';

/** Names the store needs for pages of its own below the addresses of apps. */
const takenSlugs = new Set([
  'admin',
  'api',
  'apps',
  'developer',
  'install',
  'installations',
  'new',
  'scopes',
  'search',
  'workspaces',
]);

const slugError = words(
  'slug',
  '2 to 60 lower-case letters and digits, in groups joined by single hyphens, such as tag-sync',
);
const slug = z
  .string(slugError)
  .min(2, { ...slugError, abort: true })
  .max(60, { ...slugError, abort: true })
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, { ...slugError, abort: true })
  .refine((text) => !takenSlugs.has(text), {
    error: (issue) => `The slug ${String(issue.input)} is taken by the store; choose another.`,
  });

const assetError = (label: string) =>
  words(label, 'a picture that was uploaded before, written asset: and its id, such as asset:ast_1a2B3c');
const asset = (label: string) => z.string(assetError(label)).regex(/^asset:[A-Za-z0-9_]{1,64}$/u, assetError(label));

const videoHosts = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'youtu.be',
  'vimeo.com',
  'player.vimeo.com',
]);
const video = httpsUrl('video').refine((url) => URL.canParse(url) && videoHosts.has(new URL(url).hostname), {
  error: 'The video must be an address at YouTube or Vimeo, such as https://www.youtube.com/watch?v=...',
});

const mostCells = 1000;
const description = manyLines('description', 20_000).refine((text) => countTableCells(text) <= mostCells, {
  error: ({ input }) =>
    `The tables of the description may have ${mostCells} cells at most, empty ones included; these have ${countTableCells(String(input))}.`,
});

const screenshot = z.strictObject({
  image: asset('image of a screenshot'),
  alt: oneLine('alt text of a screenshot', 200),
});

/** What the store shows of an app: names, texts and pictures. */
export const listingShape = {
  name: oneLine('name', 60),
  slug,
  summary: oneLine('summary', 160),
  description: description.default(''),
  category: z.enum(categoryIds, { error: ({ input }) => categoryMistake(input) }).default('other'),
  logo: asset('logo').optional(),
  cover: asset('cover').optional(),
  screenshots: listOf('screenshots', screenshot, 10).default([]),
  video: video.optional(),
};

/** The listing section, as it is after defaults. */
export type Listing = z.output<z.ZodObject<typeof listingShape>>;

function categoryMistake(input: unknown): string {
  const closest = typeof input === 'string' ? closestName(input, categoryIds) : undefined;
  return `The category must be one of ${categoryIds.join(', ')}.${closest === undefined ? '' : ` Did you mean ${closest}?`}`;
}
