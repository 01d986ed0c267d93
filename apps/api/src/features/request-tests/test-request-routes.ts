import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest';
import { LocalRateLimiter, type RateLimit } from '@minimart/keys';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runTest } from './run-test.ts';
import { testAnswerSchema, testBodySchema } from './test-request-schemas.ts';

/** How often one developer may test one app, and all of theirs: enough to work with, too little to bother a server with. */
const perApp: RateLimit = { calls: 20, seconds: 60 };
const perDeveloper: RateLimit = { calls: 40, seconds: 60 };

const summaries: Record<LifecycleTopic, string> = {
  subscribe: 'Try the subscribe request: send it once with sample values, and see what comes back.',
  unsubscribe: 'Try the unsubscribe request: send it once with sample values, and see what comes back.',
  dataErasure: 'Try the data-erasure request: send it once with sample values, and see what comes back.',
};

/** Tests of an app's lifecycle requests by its developer. */
export function testRequestRoutes(services: Services): Route[] {
  const limiter = new LocalRateLimiter();
  return lifecycleTopics.map((topic) =>
    defineRoute({
      id: `test${topic.charAt(0).toUpperCase()}${topic.slice(1)}`,
      tokenScope: 'apps:write',
      method: 'post',
      path: `/v1/developer/apps/{appId}/requests/${topic}/test`,
      tag: 'Developer',
      summary: summaries[topic],
      access: 'signed-in',
      params: z.object({ appId: z.string() }),
      body: testBodySchema,
      answer: testAnswerSchema,
      async handle({ params: { appId }, body, actor: { userId } }) {
        const app = await services.catalogOf(services.em()).appOf({ appId, ownerId: userId });
        assertNotTooMany(limiter, { appId, userId });
        return { body: await runTest(services, { topic, app, body }) };
      },
    }),
  );
}

function assertNotTooMany(limiter: LocalRateLimiter, { appId, userId }: { appId: string; userId: string }): void {
  const ids = [
    [userId, perDeveloper],
    [`${userId} ${appId}`, perApp],
  ] as const;
  for (const [id, limit] of ids) {
    const { allowed, retryInMs } = limiter.take(id, limit);
    if (allowed) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil(retryInMs / 1000));
    const detail = `That were many tests in a short time. Try again in ${retryAfterSeconds} s.`;
    throw new Refusal({ code: 'too_many_tests', detail, extra: { retryAfterSeconds } });
  }
}
