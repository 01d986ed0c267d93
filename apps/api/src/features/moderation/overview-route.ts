import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { requireOperator } from '../operators/require-operator.ts';

/** What waits for operators, counted. */
export function overviewRoute({ config, em, versionReviewsOf, reportsOf, suspensionsOf, clock }: Services): Route {
  return defineRoute({
    id: 'getOperatorOverview',
    method: 'get',
    path: '/v1/operator/overview',
    tag: 'Operator',
    access: 'signed-in',
    tokenScope: 'operator',
    summary: 'How much waits for operators. For operators.',
    answer: z
      .object({
        isReviewed: z.boolean().describe('Whether new versions wait for a review (MINIMART_VERSION_REVIEW).'),
        waitingVersions: z.int(),
        oldestWaitingSince: z.iso.datetime().nullable(),
        openReports: z.int().describe('Apps and reviews with open reports.'),
        suspendedApps: z.int(),
        at: z.iso.datetime(),
      })
      .meta({ id: 'OperatorOverview' }),
    async handle({ actor }) {
      requireOperator(config, actor);
      const unit = em();
      const [oldest] = await versionReviewsOf(unit).list({ statuses: ['waiting'], order: 'oldest', limit: 1 });
      return {
        body: {
          isReviewed: config.versionReview,
          waitingVersions: await versionReviewsOf(unit).countWaiting(),
          oldestWaitingSince: oldest?.submittedAt.toISOString() ?? null,
          openReports: await reportsOf(unit).countOpen(),
          suspendedApps: await suspensionsOf(unit).count(),
          at: clock.now().toISOString(),
        },
      };
    },
  });
}
