import { announceRelease } from '@minimart/installs/mikro-orm';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { draftSchema } from './draft-schema.ts';
import { percentageSchema } from './release-schemas.ts';
import { appSchema, createdSchema, presentApp, presentApps } from './present-app.ts';
import { parseDraft } from './parse-draft.ts';

const tag = 'Developer';
const appParams = z.object({ appId: z.string() });
const anyManifest = z
  .record(z.string(), z.unknown(), 'Give the manifest as an object.')
  .describe('See the manifest guide.');
const publishedSchema = z.object({
  version: z.string(),
  changelog: z.string(),
  publishedAt: z.iso.datetime(),
  isInReview: z.boolean().describe('Whether it waits until those who run the store have looked at it.'),
});

type CreatedApp = z.input<typeof createdSchema>;

/** What a developer does with an app of theirs; somebody else's app is `not_found`. */
export function developerAppRoutes(services: Services): Route[] {
  const { catalogOf, outboxOf, inTransaction, em } = services;
  return [
    defineRoute({
      id: 'createApp',
      tokenScope: 'apps:write',
      method: 'post',
      path: '/v1/developer/apps',
      tag,
      summary: 'Create an app from a manifest, as a draft.',
      access: 'signed-in',
      idempotent: true,
      body: z.strictObject({ manifest: anyManifest }),
      status: 201,
      answer: createdSchema,
      async handle({ body, actor: { userId }, idempotencyKey }) {
        const manifest = parseDraft(services, body.manifest);
        const created = await inTransaction((tx) =>
          runOnce<CreatedApp>(services, tx, {
            actor: userId,
            key: idempotencyKey,
            request: { route: 'createApp', body },
            async make() {
              const app = await catalogOf(tx).createApp({ ownerId: userId, manifest });
              const { signingSecret } = await outboxOf(tx).openEndpoint({ id: app.id });
              return { resourceId: app.id, value: { ...presentApp(app), signingSecret } };
            },
            readAgain: async (appId) => presentApp(await catalogOf(tx).appOf({ appId, ownerId: userId })),
          }),
        );
        return { body: created };
      },
    }),
    defineRoute({
      id: 'listMyApps',
      tokenScope: 'apps:read',
      method: 'get',
      path: '/v1/developer/apps',
      tag,
      summary: 'Your apps, newest first.',
      access: 'signed-in',
      answer: z.object({ items: z.array(appSchema), nextCursor: z.null() }),
      async handle({ actor: { userId } }) {
        return { body: { items: await presentApps(catalogOf(em()), userId), nextCursor: null } };
      },
    }),
    defineRoute({
      id: 'setListed',
      tokenScope: 'apps:write',
      method: 'put',
      path: '/v1/developer/apps/{appId}/listed',
      tag,
      summary: "Take your app out of the store's lists, or put it back. Installations run on; new ones need a link.",
      access: 'signed-in',
      params: appParams,
      body: z.strictObject({ isListed: z.boolean('Give true or false.') }),
      answer: appSchema,
      async handle({ params: { appId }, body: { isListed }, actor: { userId } }) {
        const ref = { appId, ownerId: userId };
        await inTransaction((tx) => catalogOf(tx).setListed(ref, isListed));
        const unit = catalogOf(em());
        const shown = (await unit.listingsOf([appId])).get(appId)?.manifest;
        return { body: presentApp(await unit.appOf(ref), shown) };
      },
    }),
    defineRoute({
      id: 'getManifest',
      tokenScope: 'apps:read',
      tagged: true,
      method: 'get',
      path: '/v1/developer/apps/{appId}/manifest',
      tag,
      summary: 'The draft, and the ETag that guards it.',
      access: 'signed-in',
      params: appParams,
      answer: draftSchema,
      async handle({ params: { appId }, actor: { userId } }) {
        const { draft, etag } = await catalogOf(em()).appOf({ appId, ownerId: userId });
        return { body: { manifest: draft, etag }, headers: { etag } };
      },
    }),
    defineRoute({
      id: 'replaceManifest',
      tokenScope: 'apps:write',
      ifMatch: 'required',
      tagged: true,
      method: 'put',
      path: '/v1/developer/apps/{appId}/manifest',
      tag,
      summary: 'Replace the draft. If-Match carries the ETag of your last read.',
      access: 'signed-in',
      params: appParams,
      body: z.strictObject({ manifest: anyManifest }),
      answer: draftSchema,
      async handle({ params: { appId }, body, actor: { userId }, header }) {
        const ifMatch = requireIfMatch(header);
        const ref = { appId, ownerId: userId };
        await catalogOf(em()).appOf(ref);
        const manifest = parseDraft(services, body.manifest);
        const { draft, etag } = await inTransaction((tx) => catalogOf(tx).replaceDraft(ref, manifest, ifMatch));
        return { body: { manifest: draft, etag }, headers: { etag } };
      },
    }),
    defineRoute({
      id: 'publishVersion',
      tokenScope: 'apps:write',
      ifMatch: 'optional',
      method: 'post',
      path: '/v1/developer/apps/{appId}/versions',
      tag,
      summary:
        'Publish the draft as a version, which never changes afterwards. Where versions are reviewed, it waits for that. If-Match, where sent, is the ETag of the draft that was read.',
      access: 'signed-in',
      idempotent: true,
      params: appParams,
      body: z.strictObject({
        changelog: z.string('Say what is new.').max(5000, 'Say it in 5,000 characters.').default(''),
        version: z.string().max(30).optional().describe('Higher than any before; chosen for you when left out.'),
        percentage: percentageSchema.default(100),
      }),
      status: 201,
      answer: publishedSchema,
      async handle({ params: { appId }, body, actor: { userId }, idempotencyKey, header }) {
        const ref = { appId, ownerId: userId };
        const published = await inTransaction((tx) => {
          const catalog = catalogOf(tx);
          return runOnce(services, tx, {
            actor: userId,
            key: idempotencyKey,
            request: { route: 'publishVersion', params: { appId }, body },
            async make() {
              // The scopes of this deployment, or its egress rules, may have changed since the draft was saved.
              parseDraft(services, (await catalog.appOf(ref)).draft);
              const value = await catalog.publish(ref, {
                ...body,
                ifMatch: header('if-match'),
                needsReview: services.config.versionReview,
              });
              await announceRelease(tx, appId);
              return { resourceId: value.version, value };
            },
            async readAgain(version) {
              await catalog.appOf(ref);
              const earlier = await catalog.version(appId, version);
              if (earlier === undefined) throw new Error(`Version ${version} of ${appId} is gone.`);
              return earlier;
            },
          });
        });
        const { version, changelog, publishedAt } = published;
        const waiting = (await services.versionReviewsOf(em()).waitingOf([appId])).get(appId);
        const isInReview = waiting === version;
        return { body: { version, changelog, publishedAt: publishedAt.toISOString(), isInReview } };
      },
    }),
  ];
}
