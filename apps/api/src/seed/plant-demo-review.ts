import type { DemoReview } from '@minimart/demo-seed';
import { createReviews } from '@minimart/reviews/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../compose.ts';
import { createUsePort } from '../features/reviews/create-use-port.ts';

const dayMs = 24 * 3_600_000;

interface Reviewing {
  services: Services;
  em: EntityManager;
}

/** Who reviews which app, whose developer is `ownerId`. */
interface Reviewer {
  workspaceId: string;
  workspaceName: string;
  appId: string;
  ownerId: string;
}

/** Writes a review of the demo, and the reply to it, by the use cases with their clock set back: it has to be earned as any. */
export async function plantDemoReview(
  { services, em }: Reviewing,
  { ownerId, ...place }: Reviewer,
  { daysAgo, stars, text, reply }: DemoReview,
): Promise<void> {
  const at = (days: number) => {
    const clock = { now: () => new Date(Date.now() - days * dayMs) };
    return createReviews(em, { clock, use: createUsePort({ ...services, clock }, em) });
  };
  const { review } = await at(daysAgo).write({ ...place, authorId: 'demo', stars, text, ifMatch: '*' });
  if (reply === undefined) return;
  const answered = { appId: place.appId, reviewId: review.id };
  await at(reply.daysAgo).reply(answered, { text: reply.text, by: ownerId, ifMatch: '*' });
}
