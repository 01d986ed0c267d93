import { authInputTypes, formatIds, pricings } from '@minimart/app-manifest';
import { z } from 'zod';
import { pictureSchema } from '../assets/present-picture.ts';

const developerSchema = z.object({
  name: z.string(),
  domain: z
    .string()
    .nullable()
    .describe(
      'The domain that they have proven to be theirs, as it stands in DNS; null for none. It recommends nothing.',
    ),
});

export const cardSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    category: z.string(),
    language: z.string().describe("Of the developer's own texts, as a language tag (BCP 47)."),
    pricing: z
      .enum(pricings)
      .nullable()
      .describe('What it costs, as its developer says; null where nothing is said. The store takes no money.'),
    logoUrl: z.string().nullable(),
    coverUrl: z.string().nullable(),
    logo: pictureSchema.nullable(),
    cover: pictureSchema.nullable(),
    developer: developerSchema,
    scopeCount: z.int(),
    sensitiveScopeCount: z.int(),
    installs: z.int().describe('Workspaces that have the app now, rounded down to 1, 2 or 5 times a power of ten.'),
    rating: z
      .object({ average: z.number(), count: z.int() })
      .nullable()
      .describe('The mean of all reviews, and how many there are; null without one.'),
    version: z.string(),
    publishedAt: z.iso.datetime(),
  })
  .meta({ id: 'Card' });

export const listingScopeSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    risk: z.enum(['low', 'sensitive', 'high']),
    group: z.string(),
    verb: z.enum(['see', 'change', 'send']),
    icon: z.string(),
    reason: z.string().describe("The developer's, in their words."),
    optional: z.boolean(),
  })
  .meta({ id: 'ListingScope' });

export const authInputSchema = z
  .object({
    name: z.string(),
    type: z.enum(authInputTypes),
    title: z.string(),
    description: z.string().optional(),
    placeholder: z.string().optional(),
    required: z.boolean(),
    secret: z.boolean(),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    format: z.enum(formatIds).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    step: z.number().optional(),
    isSent: z.boolean().optional().describe("Whether the app's server is sent it when the app is set up."),
  })
  .meta({ id: 'AuthInput' });

export const versionSchema = z.object({ version: z.string(), changelog: z.string(), publishedAt: z.iso.datetime() });

const changedScopes = z.array(
  listingScopeSchema.pick({ id: true, label: true, risk: true, verb: true, optional: true }),
);

/** A version as a listing tells of it. */
export const listingVersionSchema = versionSchema.extend({
  changes: z
    .object({
      added: changedScopes.describe('Scopes that it asked for anew.'),
      removed: changedScopes.describe('Scopes that it asked for no longer.'),
      switched: changedScopes.describe('Scopes that became optional, or required, as `optional` says.'),
      hosts: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
    })
    .nullable()
    .describe('What it changed in what owners agree to, against the version before; null for the first.'),
});

export const listingSchema = cardSchema
  .extend({
    developer: developerSchema.extend({
      website: z.string().nullable(),
      supportEmail: z.string().nullable(),
    }),
    isListed: z.boolean().describe("Whether it is in the store's lists. One that is not installs by a link alone."),
    link: z
      .object({ expiresAt: z.iso.datetime(), left: z.int().describe('How many more installations it allows.') })
      .nullable()
      .describe('The link it was read by.'),
    description: z.string().describe('Markdown.'),
    screenshots: z.array(pictureSchema.extend({ alt: z.string() }).meta({ id: 'Screenshot' })),
    video: z.string().nullable().describe('Where the video is: a page at YouTube or Vimeo, or a file of ours.'),
    videoKind: z.enum(['youtube', 'vimeo', 'file']).nullable(),
    videoType: z.string().nullable().describe('The media type of a file of ours.'),
    pricingUrl: z.string().nullable().describe('Where its developer says what it costs.'),
    links: z.object({
      documentation: z.string().optional(),
      support: z.string().optional(),
      privacy: z.string().optional(),
    }),
    changelog: z.string(),
    scopes: z.array(listingScopeSchema),
    cannot: z
      .array(z.string())
      .describe('Completes "This app cannot ...": what the registry knows and this app does not ask for.'),
    hosts: z.array(z.string()).describe('Where its requests go, computed from the manifest.'),
    authInputs: z.array(authInputSchema),
    lifecycle: z.object({ subscribe: z.boolean(), unsubscribe: z.boolean(), dataErasure: z.boolean() }),
    versions: z.array(listingVersionSchema).describe('Newest first.'),
  })
  .meta({ id: 'Listing' });
