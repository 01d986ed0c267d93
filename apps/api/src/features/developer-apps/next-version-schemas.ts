import { versionParts } from '@minimart/catalog';
import { z } from 'zod';
import { changesSchema } from '../listings/changes-schema.ts';

/** What differs between two versions, and between a version and the draft: what owners agree to, and all the rest. */
export const versionChangesSchema = z
  .object({
    agreed: changesSchema.describe('What owners agree to.'),
    texts: z
      .array(z.object({ path: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
      .describe('The rest, each part by its path in the manifest: names, texts, pictures, links, requests.'),
  })
  .meta({ id: 'VersionChanges' });

const place = z.object({ path: z.string().describe('In the manifest.'), message: z.string() });

/** What would be published now. */
export const nextVersionSchema = z
  .object({
    etag: z.string().describe('Of the draft. Send it as If-Match to publish no other.'),
    latest: z
      .string()
      .nullable()
      .describe('The highest version that is not rolled back: the draft is compared with it.'),
    highest: z.string().nullable().describe('The highest that was ever published: the next one is above it.'),
    proposed: z
      .object({ version: z.string(), part: z.enum(versionParts), reason: z.string() })
      .nullable()
      .describe('Null when the draft is the same as the latest version.'),
    changes: versionChangesSchema.nullable().describe('From the latest version to the draft; null before the first.'),
    mistakes: z.array(place).describe('What keeps the draft from being published.'),
    warnings: z.array(place).describe('What does not, and is worth a look.'),
    installs: z
      .object({
        total: z.int(),
        byThemselves: z.int().describe('Those that would take it over without anybody being asked.'),
        asked: z.int().describe('Those whose owner would be asked first.'),
        isEstimate: z.boolean(),
      })
      .describe('What it means, let out to everybody, for those who have the app.'),
  })
  .meta({ id: 'NextVersion' });
