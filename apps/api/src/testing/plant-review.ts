import { createReviews } from '@minimart/reviews/mikro-orm';
import type { Services } from '../compose.ts';

/** Whose review of which app. */
export interface PlantedReview {
  workspaceId: string;
  workspaceName: string;
  appId: string;
  authorId: string;
}

/** Writes a review of three stars as if the workspace had used the app; answers its id. */
export async function plantReview(
  { inTransaction, clock }: Pick<Services, 'inTransaction' | 'clock'>,
  review: PlantedReview,
): Promise<string> {
  const use = { useOf: async () => ({ isDevelopers: false, installations: [worked(clock.now())] }) };
  const said = { ...review, stars: 3 as const, text: 'It works.', ifMatch: '*' };
  const written = await inTransaction((em) => createReviews(em, { clock, use }).write(said));
  return written.review.id;
}

const worked = (now: Date) => ({
  version: '1.0.0',
  isTest: false,
  firstActiveAt: now,
  endedAt: null,
  keyUsedAt: now,
});
