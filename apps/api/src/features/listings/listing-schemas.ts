import { authInputTypes, formatIds } from '@minimart/app-manifest';
import { z } from 'zod';

export const cardSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    category: z.string(),
    logoUrl: z.string().nullable(),
    coverUrl: z.string().nullable(),
    developer: z.object({ name: z.string() }),
    scopeCount: z.int(),
    sensitiveScopeCount: z.int(),
    installs: z.int().describe('Workspaces that have the app now.'),
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

const versionSchema = z.object({ version: z.string(), changelog: z.string(), publishedAt: z.iso.datetime() });

export const listingSchema = cardSchema
  .extend({
    description: z.string().describe('Markdown.'),
    screenshots: z.array(z.object({ url: z.string(), alt: z.string() })),
    video: z.string().nullable(),
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
    versions: z.array(versionSchema).describe('Newest first.'),
  })
  .meta({ id: 'Listing' });
