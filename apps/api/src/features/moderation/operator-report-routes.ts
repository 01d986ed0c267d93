import type { ReportedSubject, Review } from '@minimart/reviews';
import { isRefusal, Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { parsePlace, writePlace } from '../../http/place-cursor.ts';
import { requireIfMatch } from '../../http/require-if-match.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { mailReviewHidden } from '../mails/mail-review-hidden.ts';
import { requireOperator } from '../operators/require-operator.ts';
import { decisionBody, reportedSubjectSchema, wholeReportSchema } from './report-schemas.ts';

const base = '/v1/operator/reports';
const one = `${base}/{reportId}`;
const pageSize = 25;
const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(pageSize),
};

/** What visitors reported, grouped by what it is about, and what operators decide. */
export function operatorReportRoutes(services: Services): Route[] {
  const { config, em, inTransaction, reportsOf } = services;
  const shared = { tag: 'Operator', access: 'signed-in', tokenScope: 'operator' } as const;
  const ofOne = {
    ...shared,
    params: z.object({ reportId: z.string() }),
    answer: wholeReportSchema,
    tagged: true,
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'listReports',
      method: 'get',
      path: base,
      summary: 'Apps and reviews that were reported, the latest first. For operators.',
      query: z.object({
        state: z.enum(['open', 'decided'], { error: 'Say open or decided.' }).default('open'),
        ...page,
      }),
      answer: z.object({ items: z.array(reportedSubjectSchema), nextCursor: z.string().nullable() }),
      async handle({ query: { state, cursor, limit }, actor }) {
        requireOperator(config, actor);
        const unit = em();
        const place = cursor === undefined ? undefined : parsePlace(cursor);
        const found = await reportsOf(unit).subjects({
          isOpen: state === 'open',
          before: place && { lastAt: place.at, reportId: place.id },
          limit: limit + 1,
        });
        const items = found.slice(0, limit);
        const last = found.length > limit ? items.at(-1) : undefined;
        return {
          body: {
            items: await presentSubjects(services, unit, items),
            nextCursor: last === undefined ? null : writePlace(last.lastAt, last.reportId),
          },
        };
      },
    }),
    defineRoute({
      ...ofOne,
      id: 'readReports',
      method: 'get',
      path: one,
      summary: 'The reports of what one report is about, the latest first. For operators.',
      query: z.object(page),
      async handle({ params: { reportId }, query, actor }) {
        requireOperator(config, actor);
        return readReports(services, reportId, query);
      },
    }),
    defineRoute({
      ...ofOne,
      id: 'decideReports',
      method: 'post',
      path: `${one}/decision`,
      summary: 'Decide about all open reports of what one is about, and hide or show the review. For operators.',
      ifMatch: 'required',
      body: decisionBody,
      async handle({ params: { reportId }, body, actor, header }) {
        requireOperator(config, actor);
        const ifMatch = requireIfMatch(header);
        await inTransaction((tx) => decide(services, tx, { reportId, body, actor, ifMatch }));
        return readReports(services, reportId, { limit: pageSize });
      },
    }),
  ];
}

async function decide(
  services: Services,
  em: EntityManager,
  {
    reportId,
    body: { decision: state, note, review: wanted, words },
    actor,
    ifMatch,
  }: { reportId: string; body: z.output<typeof decisionBody>; actor: Actor; ifMatch: string },
): Promise<void> {
  const reports = services.reportsOf(em);
  const { subject, decided } = await reports.decide(reportId, { state, by: actor.userId, note }, ifMatch);
  const { appId, reviewId } = subject;
  const name = (await services.catalogOf(em).namesOf([appId])).get(appId)?.name ?? appId;
  const about = reviewId === null ? { kind: 'app' as const, id: appId, name } : reviewSubject(reviewId, name);
  if (words !== undefined && wanted !== 'hide') throw nothingHidden();
  if (wanted !== undefined) {
    if (reviewId === null) throw notAReview();
    const hiding = wanted === 'hide' ? { words: words ?? null } : null;
    const { review, isChanged } = await services.reviewsOf(em).setHidden({ appId, reviewId }, hiding);
    if (!isChanged && words !== undefined && review.hidden?.words !== words) throw hiddenAlready();
    if (isChanged) {
      await services.auditOperator(em, { by: actor, subject: about, note, ...changeOf(review) });
      await mailReviewHidden(services, em, review);
    }
  }
  if (decided === 0) return;
  const action = state === 'dismissed' ? ('reports_dismissed' as const) : ('reports_settled' as const);
  await services.auditOperator(em, {
    by: actor,
    action,
    subject: about,
    note,
    before: { open: decided },
    after: { open: 0, state },
  });
}

const reviewSubject = (id: string, app: string) => ({ kind: 'review' as const, id, name: `A review of ${app}` });

function changeOf({ hidden }: Review) {
  if (hidden === null)
    return { action: 'review_shown' as const, before: { isHidden: true }, after: { isHidden: false } };
  const after = { isHidden: true, ...(hidden.words !== null && { words: hidden.words }) };
  return { action: 'review_hidden' as const, before: { isHidden: false }, after };
}

const hiddenAlready = () =>
  new Refusal({
    code: 'reports_changed',
    detail:
      'The review is hidden already, with other words for its author or none. Look at it again; to say others, show it first.',
  });

const notAReview = () => refuse('review', 'It is the app that is reported, and not a review: leave this out.');

const nothingHidden = () => refuse('words', 'These are for the author of a review that you hide: leave them out.');

function refuse(path: string, message: string): Refusal {
  return new Refusal({ code: 'invalid_request', detail: message, errors: [{ path, message }] });
}

async function readReports(
  services: Services,
  reportId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const em = services.em();
  const place = cursor === undefined ? undefined : parsePlace(cursor);
  const before = place && { reportedAt: place.at, id: place.id };
  const found = await services.reportsOf(em).ofSubject(reportId, { before, limit: limit + 1 });
  const { subject, etag } = found;
  const reports = found.reports.slice(0, limit);
  const last = found.reports.length > limit ? reports.at(-1) : undefined;
  const [line] = await presentSubjects(services, em, [subject]);
  const people = await services
    .accountsOf(em)
    .usersByIds([...new Set(reports.flatMap(({ decidedBy }) => decidedBy ?? []))]);
  const body = {
    ...line!,
    reports: reports.map(({ id, version, reason, details, reviewText, reportedAt, state, ...decision }) => ({
      id,
      version,
      reason,
      details,
      reviewText,
      state,
      reportedAt: reportedAt.toISOString(),
      decidedAt: decision.decidedAt?.toISOString() ?? null,
      decidedBy:
        decision.decidedBy === null
          ? null
          : { id: decision.decidedBy, name: people.get(decision.decidedBy)?.name ?? 'A former account' },
      note: decision.decisionNote,
    })),
    nextCursor: last === undefined ? null : writePlace(last.reportedAt, last.id),
  };
  return { body, headers: { etag } };
}

async function presentSubjects(
  services: Services,
  em: EntityManager,
  subjects: readonly ReportedSubject[],
): Promise<z.input<typeof reportedSubjectSchema>[]> {
  const ids = [...new Set(subjects.map(({ appId }) => appId))];
  const names = await services.catalogOf(em).namesOf(ids);
  const suspensions = await services.suspensionsOf(em).of(ids);
  const lines = [];
  for (const { appId, reviewId, firstAt, lastAt, ...counts } of subjects) {
    const app = names.get(appId);
    const isSuspended = suspensions.has(appId);
    lines.push({
      ...counts,
      app: { id: appId, slug: app?.slug ?? appId, name: app?.name ?? appId, isSuspended },
      review:
        reviewId === null ? null : await presentReview(services, em, { appId, reviewId, reportId: counts.reportId }),
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    });
  }
  return lines;
}

async function presentReview(
  services: Services,
  em: EntityManager,
  { appId, reviewId, reportId }: { appId: string; reviewId: string; reportId: string },
) {
  const review = await findReview(services, em, { appId, reviewId });
  if (review !== undefined) {
    const { id, text, stars, workspaceName, hidden } = review;
    const hiding = { isHidden: hidden !== null, hiddenWords: hidden?.words ?? null };
    return { id, text, stars, workspaceName, ...hiding, isDeleted: false };
  }
  const report = await services.reportsOf(em).find(reportId);
  const gone = { stars: null, workspaceName: null, isHidden: false, hiddenWords: null, isDeleted: true };
  return { id: reviewId, text: report?.reviewText ?? '', ...gone };
}

async function findReview(
  services: Services,
  em: EntityManager,
  place: { appId: string; reviewId: string },
): Promise<Review | undefined> {
  try {
    return await services.reviewsOf(em).find(place);
  } catch (error) {
    // Its author has deleted it since.
    if (isRefusal(error) && error.code === 'not_found') return undefined;
    throw error;
  }
}
