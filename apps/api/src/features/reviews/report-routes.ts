import type { Report } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { findReadable, linkToken } from '../listings/find-readable.ts';
import { mailReport } from '../mails/mail-report.ts';
import { reportBody, takenSchema } from './report-schemas.ts';
import { whoReports } from './who-reports.ts';

/** What visitors report to those who run the store. */
export function reportRoutes(services: Services): Route[] {
  const { config, clock, inTransaction, logger } = services;
  return [
    defineRoute({
      id: 'reportApp',
      tokenScope: 'not-needed',
      method: 'post',
      path: '/v1/apps/{slug}/reports',
      tag: 'Store',
      summary: 'Report an app, or a review of it, to those who run the store. Nobody has to sign in for it.',
      access: 'public',
      idempotent: true,
      params: z.object({ slug: z.string() }),
      query: z.object({ link: linkToken }),
      body: reportBody,
      status: 201,
      answer: takenSchema,
      async handle({ params: { slug }, query: { link: token }, body, actor, address, idempotencyKey: key }) {
        const who = whoReports({ userId: actor?.userId, address, secret: config.authSecret, now: clock.now() });
        const report = await inTransaction((em) =>
          runOnce(services, em, {
            actor: who,
            key,
            request: { route: 'reportApp', params: { slug }, body },
            async make() {
              const value = await take(services, em, { slug, token, body, actor, who });
              return { resourceId: value.id, value };
            },
            async readAgain(id) {
              const earlier = await services.reportsOf(em).find(id);
              if (earlier === undefined) throw new Error(`The report ${id} is gone.`);
              return earlier;
            },
          }),
        );
        const { id, reportedAt, appId, reviewId, reason } = report;
        // Until there is a queue for them, the log is how an operator hears of a report; what it says is in the database alone.
        logger.info({ report: id, appId, reviewId, reason }, 'a visitor reported an app');
        return { body: { id, reportedAt: reportedAt.toISOString() } };
      },
    }),
  ];
}

interface Reporting {
  slug: string;
  token: string | undefined;
  body: z.output<typeof reportBody>;
  actor: Actor | undefined;
  who: string;
}

async function take(
  services: Services,
  em: EntityManager,
  { slug, token, body, actor, who }: Reporting,
): Promise<Report> {
  const { listing } = await findReadable(services, em, { slug, token, actor });
  const { appId, version, manifest } = listing;
  const { reason, details } = body;
  const review =
    body.review === undefined ? undefined : await services.reviewsOf(em).find({ appId, reviewId: body.review });
  const report = await services.reportsOf(em).take(
    {
      appId,
      version,
      reviewId: review?.id ?? null,
      reviewText: review?.text ?? null,
      reason,
      details,
      userId: actor?.userId ?? null,
      email: actor?.email ?? body.email ?? null,
    },
    who,
  );
  await mailReport(services, em, { report, slug, appName: manifest.name, name: actor?.name });
  return report;
}
