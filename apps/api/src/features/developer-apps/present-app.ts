import { isDeepStrictEqual } from 'node:util';
import type { App } from '@minimart/catalog';
import type { Catalog } from '@minimart/catalog/mikro-orm';
import { z } from 'zod';
import { assetUrl } from '../assets/asset-url.ts';

/** An app as its developer lists it. */
export const appSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    logoUrl: z.string().nullable(),
    etag: z.string(),
    latestVersion: z.string().nullable().describe('The one that the store shows.'),
    isListed: z.boolean().describe("Whether it is in the store's lists, or will be with its first version."),
    isChanged: z.boolean().describe('Whether the draft differs from what the store shows, or was never published.'),
  })
  .meta({ id: 'DeveloperApp' });

/** An app that was just created. */
export const createdSchema = appSchema.extend({
  signingSecret: z.string().optional().describe('whsec_..., this once; not in a repeated answer.'),
});

/** One app; `shown` is the manifest that the store shows. */
export function presentApp(app: App, shown?: App['draft']): z.input<typeof appSchema> {
  const { id, slug, draft, etag, latestVersion, isListed } = app;
  const { name, summary, logo } = draft;
  const isChanged = !isDeepStrictEqual(draft, shown);
  return { id, slug, name, summary, logoUrl: assetUrl(logo), etag, latestVersion, isListed, isChanged };
}

/** All apps of a developer, newest first; two queries whatever their number. */
export async function presentApps(catalog: Catalog, ownerId: string): Promise<z.input<typeof appSchema>[]> {
  const apps = await catalog.appsOf(ownerId);
  const shown = await catalog.listingsOf(apps.map(({ id }) => id));
  return apps.map((app) => presentApp(app, shown.get(app.id)?.manifest));
}
