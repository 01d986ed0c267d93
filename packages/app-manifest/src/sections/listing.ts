import { closestName } from '@minimart/external-request';
import { z } from 'zod';
import { countTableCells } from '../count-table-cells.ts';
import { httpsUrl, listOf, manyLines, oneLine, words } from '../field-words.ts';
import { sanitizeMarkdown } from '../sanitize-markdown.ts';
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
  'suggest',
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
const assetPattern = /^asset:[A-Za-z0-9_]{1,64}$/u;
const asset = (label: string) => z.string(assetError(label)).regex(assetPattern, assetError(label));

const videoHosts = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'youtu.be',
  'vimeo.com',
  'player.vimeo.com',
]);
const videoError =
  'The video must be an address at YouTube or Vimeo, such as https://www.youtube.com/watch?v=..., or a file that was uploaded before, written asset: and its id.';
const hostedVideo = httpsUrl('video').refine((url) => URL.canParse(url) && videoHosts.has(new URL(url).hostname), {
  error: videoError,
});
const uploadedVideo = z.string(videoError).regex(assetPattern, { error: videoError });
const video = z.union([uploadedVideo, hostedVideo], { error: videoError });

const mostCells = 1000;
// Each line may be a heading or a list of its own, and to read thousands of these takes a parser seconds.
const mostLines = 1000;
const description = manyLines('description', 20_000)
  .refine((text) => text.split(/\r\n?|\n/u).length <= mostLines, {
    abort: true,
    error: ({ input }) =>
      `The description may have ${mostLines} lines at most; this one has ${String(input).split(/\r\n?|\n/u).length}.`,
  })
  .overwrite(sanitizeMarkdown)
  .refine((text) => countTableCells(text) <= mostCells, {
    error: ({ input }) =>
      `The tables of the description may have ${mostCells} cells at most, empty ones included; these have ${countTableCells(String(input))}.`,
  });

const screenshot = z.strictObject({
  image: asset('image of a screenshot'),
  alt: oneLine('alt text of a screenshot', 200),
});

const languageError = words('language', 'a language tag (BCP 47), such as en, pt-BR or zh-Hant');
const language = z
  .string(languageError)
  .trim()
  .max(35, languageError)
  .refine(isLanguageTag, languageError)
  .overwrite(toLanguageTag);

// A language of two or three letters: longer ones exist in the grammar of tags alone, and would let names of languages pass.
function isLanguageTag(text: string): boolean {
  if (!/^[a-z]{2,3}(-|$)/iu.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function toLanguageTag(text: string): string {
  return isLanguageTag(text) ? Intl.getCanonicalLocales(text)[0]! : text;
}

/** What the store shows of an app: names, texts and pictures. */
export const listingShape = {
  name: oneLine('name', 60),
  slug,
  summary: oneLine('summary', 160),
  description: description.default(''),
  category: z.enum(categoryIds, { error: ({ input }) => categoryMistake(input) }).default('other'),
  /** The language of the developer's own texts; English without it. */
  language: language.optional(),
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
