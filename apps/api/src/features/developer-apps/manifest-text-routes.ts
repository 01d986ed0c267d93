import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { checkedDraftSchema, comparedDraftSchema, templateSchema } from './manifest-text-schemas.ts';
import { parseDraftText } from './parse-draft-text.ts';
import { presentVersionChanges } from './present-version-changes.ts';
import { templatesFor } from './templates/templates-for.ts';

const tag = 'Developer';
const textSchema = z.strictObject({
  text: z
    .string('Give the text of the manifest.')
    .max(256 * 1024, 'A manifest has 256 KiB at most.')
    .describe('YAML 1.2 or JSON.'),
});

/** A manifest as somebody wrote it, checked before anything is made of it, and manifests to begin with. */
export function manifestTextRoutes(services: Services): Route[] {
  const { catalogOf, em, registry, clock } = services;
  return [
    defineRoute({
      id: 'listTemplates',
      tokenScope: 'not-needed',
      method: 'get',
      path: '/v1/developer/templates',
      tag,
      summary: 'Manifests to begin an app with: add name, slug and summary.',
      access: 'signed-in',
      answer: z.object({ items: z.array(templateSchema), nextCursor: z.null() }),
      async handle() {
        return { body: { items: templatesFor(registry) as z.input<typeof templateSchema>[], nextCursor: null } };
      },
    }),
    defineRoute({
      id: 'checkManifest',
      tokenScope: 'apps:read',
      method: 'post',
      path: '/v1/developer/manifest-checks',
      tag,
      summary: 'Read a manifest file and check it, each mistake with its field and line. Nothing is saved.',
      access: 'signed-in',
      body: textSchema,
      answer: checkedDraftSchema,
      async handle({ body: { text } }) {
        return { body: parseDraftText(services, text) };
      },
    }),
    defineRoute({
      id: 'compareManifest',
      tokenScope: 'apps:read',
      method: 'post',
      path: '/v1/developer/apps/{appId}/manifest-checks',
      tag,
      summary: 'Check a manifest file like the above, and tell what it would change in the draft. Nothing is saved.',
      access: 'signed-in',
      params: z.object({ appId: z.string() }),
      body: textSchema,
      answer: comparedDraftSchema,
      async handle({ params: { appId }, body: { text }, actor: { userId } }) {
        const { draft, etag } = await catalogOf(em()).appOf({ appId, ownerId: userId });
        const checked = parseDraftText(services, text);
        const one = { appId, version: 'draft', changelog: '', publishedAt: clock.now() };
        const [from, to] = [draft, checked.manifest].map((manifest) => ({ ...one, manifest })) as [
          typeof one & { manifest: typeof draft },
          typeof one & { manifest: typeof draft },
        ];
        return { body: { ...checked, etag, changes: presentVersionChanges(registry, { from, to, releases: [] }) } };
      },
    }),
  ];
}
