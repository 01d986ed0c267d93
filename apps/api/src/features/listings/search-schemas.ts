import { priceIds, searchSorts } from '@minimart/catalog';
import { z } from 'zod';
import { cardSchema } from './listing-schemas.ts';

const scopeList = z
  .string('Join the scopes with commas.')
  .max(1000, 'Give 1,000 characters at most.')
  .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== ''));

/** What may be asked of the store's list. */
export const searchQuerySchema = z.object({
  query: z
    .string()
    .max(200, 'Search for 200 characters at most.')
    .optional()
    .describe(
      'Words, each of them or its beginning; accents do not matter. When no app has one of them, the nearest that apps have is looked for: see `correctedQuery`.',
    ),
  category: z.string().max(40).optional(),
  price: z
    .enum(priceIds, { error: `The price can be ${priceIds.join(' or ')}, or be left out.` })
    .optional()
    .describe(
      '`free`: what its developer says is free of charge; `free-plan`: that, and what has a plan that is. What says nothing of its price is in neither.',
    ),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/u, 'Give the two or three letters of a language, such as de; without a script or a region.')
    .optional()
    .describe('Of the texts of the apps, without a script or a region: `pt` finds `pt-BR`, too.'),
  without: scopeList
    .optional()
    .describe('Scopes that the apps must not ask for, nor for one that brings them; ids joined by commas.'),
  risk: z
    .enum(['low'], { error: 'The risk can be low, or be left out.' })
    .optional()
    .describe('`low` leaves out apps that ask for anything sensitive.'),
  developer: z
    .enum(['verified'], { error: 'The developer can be verified, or be left out.' })
    .optional()
    .describe('`verified` leaves out apps whose developer has proven no domain.'),
  sort: z
    .enum(searchSorts, { error: 'Sort by relevance, new, popular or name.' })
    .optional()
    .describe(
      '`relevance` when there is a query, else `name`. `popular` goes by workspaces that have the app, as of some minutes ago.',
    ),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(24),
});

const count = z.int().nullable();
const uncounted = 'Null where many more match than are counted.';
const categoryCount = z.object({ id: z.string(), label: z.string(), count });

/** A page of the store's list. */
export const searchPageSchema = z
  .object({
    items: z.array(cardSchema),
    nextCursor: z.string().nullable(),
    total: z.int().describe('How many match, on all pages; counted up to 500.'),
    isMore: z.boolean().describe('Whether more match than `total`.'),
    categories: z
      .array(categoryCount)
      .describe(`What there would be in each category, the other filters as they are. ${uncounted}`),
    prices: z
      .array(z.object({ id: z.enum(priceIds), count }))
      .describe(`What there would be at each \`price\`, the other filters as they are. ${uncounted}`),
    languages: z
      .array(z.object({ id: z.string(), count }))
      .describe(`What there would be in each \`language\`, the other filters as they are. ${uncounted}`),
    lowRisk: count.describe(`What there would be with \`risk=low\`. ${uncounted}`),
    verifiedDevelopers: count.describe(`What there would be with \`developer=verified\`. ${uncounted}`),
    without: z
      .array(
        z.object({
          scope: z.string(),
          cannot: z.string().describe('Completes "This app cannot ...".'),
          group: z.string(),
          risk: z.enum(['low', 'sensitive', 'high']),
          count: count.describe(`What there would be if it were left out, too. ${uncounted}`),
          isLeftOut: z.boolean(),
        }),
      )
      .describe('The scopes above low risk, and those that were left out.'),
    correctedQuery: z
      .string()
      .nullable()
      .describe('What was looked for instead of the query, since no app has its words.'),
    instead: z
      .object({
        withoutFilters: count.describe(`How many match the query alone. ${uncounted}`),
        queries: z.array(z.object({ query: z.string(), count })).describe('Single words of it that apps have.'),
        categories: z.array(categoryCount),
      })
      .nullable()
      .describe('Ways on, when nothing was found.'),
  })
  .meta({ id: 'SearchPage' });

/** What somebody types, and what they may mean. */
export const suggestQuerySchema = z.object({
  query: z
    .string('Give what was typed so far.')
    .min(1, 'Give what was typed so far.')
    .max(100, 'Give 100 characters at most.'),
});

/** Eight at most in all. */
export const suggestionsSchema = z.object({
  apps: z.array(z.object({ slug: z.string(), name: z.string(), logoUrl: z.string().nullable() })),
  categories: z.array(z.object({ id: z.string(), label: z.string() })),
});
