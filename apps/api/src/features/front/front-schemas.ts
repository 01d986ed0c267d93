import { z } from 'zod';
import { cardSchema } from '../listings/listing-schemas.ts';

const shelf = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  items: z.array(cardSchema),
});

/** What the front page of the store shows. */
export const frontSchema = z
  .object({
    total: z.int().describe('How many apps the store has.'),
    categories: z
      .array(z.object({ id: z.string(), label: z.string(), count: z.int() }))
      .describe('Those that have apps, in the order of the store.'),
    collections: z
      .array(shelf.extend({ total: z.int().describe('How many apps it has; `items` are the first of them.') }))
      .describe('Put together by those who run the store.'),
    popular: z.array(cardSchema).describe('Those that most workspaces have, as of some minutes ago.'),
    latest: z.array(cardSchema).describe('Those whose present versions were published last.'),
  })
  .meta({ id: 'Front' });

/** A collection, whole. */
export const shelfSchema = shelf.meta({ id: 'Collection' });

const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const line = (most: number) =>
  z.string('Give a text.').trim().max(most, `Give ${most} characters at most.`).regex(oneLine, 'Write it in one line.');
const slug = z
  .string('Give a slug.')
  .max(60, 'Give 60 characters at most.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens between them.');
const mostCollections = 12;
const mostApps = 48;
const areUnique = (list: readonly string[]) => new Set(list).size === list.length;

const collection = z.object({
  slug: slug.describe('Its place in addresses: `/collections/{slug}`.'),
  title: line(60).min(1, 'Give it a title.'),
  summary: line(160).default('').describe('Why these apps, in one line.'),
  apps: z
    .array(slug, 'List the slugs of apps.')
    .min(1, 'List at least one app.')
    .max(mostApps, `List ${mostApps} apps at most.`)
    .refine(areUnique, 'List each app once.')
    .describe('Slugs, in the order in which they are shown.'),
});

/** All collections, as an operator sends them. */
export const collectionsBody = z.object({
  items: z
    .array(collection, 'List the collections, in their order.')
    .max(mostCollections, `Make ${mostCollections} collections at most.`)
    .refine((items) => areUnique(items.map((item) => item.slug)), 'Give each collection a slug of its own.'),
});

/** All collections, as an operator reads them: what is sent back as it is changes nothing. */
export const collectionsSchema = z
  .object({
    items: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        summary: z.string(),
        apps: z.array(z.string()),
        notShown: z.array(z.string()).describe("Those of `apps` that are not in the store's lists now."),
      }),
    ),
  })
  .meta({ id: 'Collections' });
