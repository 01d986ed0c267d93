import { versionReviewStatuses, type VersionReview } from '@minimart/catalog';
import { announceRelease } from '@minimart/installs/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { parsePlace, writePlace } from '../../http/place-cursor.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { servicesIn } from '../../scopes/services-in.ts';
import { listingSchema } from '../listings/listing-schemas.ts';
import { presentListing } from '../listings/present-listing.ts';
import { mailReviewed } from '../mails/mail-reviewed.ts';
import { requireOperator } from '../operators/require-operator.ts';
import { presentReviews, presentWholeReview } from './present-reviews.ts';
import { approveBody, requestChangesBody, versionReviewSchema, wholeVersionReviewSchema } from './review-schemas.ts';

const base = '/v1/operator/version-reviews';
const one = `${base}/{appId}/{version}`;

/** The queue of versions that wait to be looked at, and what operators decide. */
export function operatorReviewRoutes(services: Services): Route[] {
  const { config, em, inTransaction, versionReviewsOf, catalogOf } = services;
  const shared = { tag: 'Operator', access: 'signed-in', tokenScope: 'operator' } as const;
  const params = z.object({ appId: z.string(), version: z.string() });
  const ofOne = { ...shared, params, answer: wholeVersionReviewSchema, tagged: true } as const;
  const answer = async (review: VersionReview) => ({
    body: await presentWholeReview(services, em(), review),
    headers: { etag: review.etag },
  });
  return [
    defineRoute({
      ...shared,
      id: 'listVersionReviews',
      method: 'get',
      path: base,
      summary:
        'Versions in review: those that wait, the oldest first, or those that were decided, the latest first. For operators.',
      query: z.object({
        status: z
          .enum(versionReviewStatuses, { error: `Say one of ${versionReviewStatuses.join(', ')}.` })
          .default('waiting'),
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(versionReviewSchema), nextCursor: z.string().nullable() }),
      async handle({ query: { status, cursor, limit }, actor }) {
        requireOperator(config, actor);
        const unit = em();
        const place = cursor === undefined ? undefined : parsePlace(cursor);
        const found = await versionReviewsOf(unit).list({
          statuses: [status],
          order: status === 'waiting' ? 'oldest' : 'latest',
          after: place && { submittedAt: place.at, appId: place.id, version: place.more },
          limit: limit + 1,
        });
        const items = found.slice(0, limit);
        const last = found.length > limit ? items.at(-1) : undefined;
        const nextCursor = last === undefined ? null : writePlace(last.submittedAt, last.appId, last.version);
        return { body: { items: await presentReviews(services, unit, items), nextCursor } };
      },
    }),
    defineRoute({
      ...ofOne,
      id: 'readVersionReview',
      method: 'get',
      path: one,
      summary: 'One version with its checks, and what differs from the one that is out. For operators.',
      async handle({ params: ref, actor }) {
        requireOperator(config, actor);
        return answer(await versionReviewsOf(em()).find(ref));
      },
    }),
    defineRoute({
      ...shared,
      id: 'previewReviewedListing',
      method: 'get',
      path: `${one}/listing`,
      summary: 'The listing as visitors will read it once the version is out. For operators.',
      params,
      translated: true,
      answer: listingSchema,
      async handle({ params: ref, actor, language }) {
        requireOperator(config, actor);
        const unit = em();
        const review = await versionReviewsOf(unit).find(ref);
        const published = await catalogOf(unit).version(review.appId, review.version);
        const app = (await catalogOf(unit).namesOf([review.appId])).get(review.appId);
        if (published === undefined || app === undefined)
          throw new Error(`Version ${ref.version} of ${ref.appId} is gone.`);
        const { slug } = published.manifest;
        const listing = { ...published, slug, ownerId: app.ownerId, standing: 'listed' as const };
        return { body: await presentListing(servicesIn(services, language), listing, { versions: [published] }) };
      },
    }),
    defineRoute({
      ...ofOne,
      id: 'approveVersion',
      method: 'post',
      path: `${one}/approve`,
      summary: 'Approve a version: it is let out as its developer had asked. For operators.',
      ifMatch: 'required',
      body: approveBody,
      async handle({ params: ref, body: { note }, actor, header }) {
        requireOperator(config, actor);
        const ifMatch = requireIfMatch(header);
        const review = await inTransaction(async (tx) => {
          const approved = await versionReviewsOf(tx).approve(ref, { by: actor.userId, note }, ifMatch);
          await announceRelease(tx, approved.appId);
          await tell(services, tx, { review: approved, actor });
          return approved;
        });
        return answer(review);
      },
    }),
    defineRoute({
      ...ofOne,
      id: 'requestChanges',
      method: 'post',
      path: `${one}/request-changes`,
      summary: 'Send a version back, with remarks at fields of its manifest. It stays refused. For operators.',
      ifMatch: 'required',
      body: requestChangesBody,
      async handle({ params: ref, body, actor, header }) {
        requireOperator(config, actor);
        const ifMatch = requireIfMatch(header);
        const review = await inTransaction(async (tx) => {
          const refused = await versionReviewsOf(tx).requestChanges(ref, { by: actor.userId, ...body }, ifMatch);
          await tell(services, tx, { review: refused, actor });
          return refused;
        });
        return answer(review);
      },
    }),
  ];
}

/** Writes the decision into the log and mails the developer, in the transaction that decides. */
async function tell(
  services: Services,
  em: EntityManager,
  { review, actor }: { review: VersionReview; actor: Actor },
): Promise<void> {
  const { appId, version, status, percentage, note, fields } = review;
  const name = (await services.catalogOf(em).namesOf([appId])).get(appId)?.name ?? appId;
  const isApproved = status === 'approved';
  await services.auditOperator(em, {
    by: actor,
    action: isApproved ? 'version_approved' : 'version_changes_requested',
    subject: { kind: 'version', id: `${appId}@${version}`, name: `${name} ${version}` },
    note,
    before: { status: 'waiting' },
    after: isApproved ? { status, percentage } : { status, fields },
  });
  await mailReviewed(services, em, review);
}
