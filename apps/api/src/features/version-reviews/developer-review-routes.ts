import type { VersionReview } from '@minimart/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { standingSchema } from './review-schemas.ts';
import { toFieldPath, valueAt } from './value-at.ts';

/** How an app stands with those who run the store, as its developer reads it. */
export function developerReviewRoutes(services: Services): Route[] {
  const { em, inTransaction, catalogOf, versionReviewsOf } = services;
  const shared = { tag: 'Developer', access: 'signed-in', answer: standingSchema } as const;
  return [
    defineRoute({
      ...shared,
      tokenScope: 'apps:read',
      id: 'getStanding',
      method: 'get',
      path: '/v1/developer/apps/{appId}/standing',
      summary: 'Whether your app is suspended, and what was said of the version that was last in review.',
      params: z.object({ appId: z.string() }),
      async handle({ params: { appId }, actor: { userId: ownerId } }) {
        return { body: await presentStanding(services, em(), { appId, ownerId }) };
      },
    }),
    defineRoute({
      ...shared,
      tokenScope: 'apps:write',
      id: 'withdrawVersion',
      method: 'post',
      path: '/v1/developer/apps/{appId}/versions/{version}/withdraw',
      summary: 'Withdraw a version that waits for a review. It stays withdrawn; publish another instead.',
      params: z.object({ appId: z.string(), version: z.string() }),
      async handle({ params: { appId, version }, actor: { userId: ownerId } }) {
        await inTransaction(async (tx) => {
          await catalogOf(tx).appOf({ appId, ownerId });
          await versionReviewsOf(tx).withdraw({ appId, version, ownerId });
        });
        return { body: await presentStanding(services, em(), { appId, ownerId }) };
      },
    }),
  ];
}

async function presentStanding(
  { catalogOf, suspensionsOf, versionReviewsOf, config }: Services,
  em: EntityManager,
  ref: { appId: string; ownerId: string },
): Promise<z.input<typeof standingSchema>> {
  const { draft } = await catalogOf(em).appOf(ref);
  const suspension = (await suspensionsOf(em).of([ref.appId])).get(ref.appId);
  const [latest] = await versionReviewsOf(em).ofApp(ref.appId);
  const published = latest && (await catalogOf(em).version(ref.appId, latest.version));
  return {
    suspension: suspension
      ? { since: suspension.suspendedAt.toISOString(), words: suspension.words, stopsKeys: suspension.stopsKeys }
      : null,
    isReviewed: config.versionReview,
    review: latest === undefined ? null : presentReview(latest, { draft, manifest: published?.manifest }),
  };
}

function presentReview(review: VersionReview, { draft, manifest }: { draft: unknown; manifest: unknown }) {
  const { version, status, submittedAt, decidedAt, note, fields } = review;
  return {
    version,
    status,
    submittedAt: submittedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    // What is noted at an approval is for operators.
    note: status === 'refused' ? note : '',
    fields: fields.map(({ pointer, message }) => ({
      pointer,
      message,
      path: toFieldPath(pointer),
      isChanged: !isDeepStrictEqual(valueAt(draft, pointer), valueAt(manifest, pointer)),
    })),
  };
}
