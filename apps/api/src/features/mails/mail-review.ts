import type { Review } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

/** Tells the developer of an app of a review that was just written. */
export async function mailReview(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>,
  em: EntityManager,
  { id, appId, workspaceName, stars, text, version }: Review,
): Promise<void> {
  const app = (await services.catalogOf(em).namesOf([appId])).get(appId);
  const developer = app && (await services.accountsOf(em).usersByIds([app.ownerId])).get(app.ownerId);
  if (app === undefined || developer === undefined) return;
  const { name } = app;
  const given = stars === 1 ? '1 star' : `${stars} stars`;
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: `${workspaceName} gives ${name} ${given}`,
      paragraphs: [`${workspaceName} used version ${version} of ${name} and writes:`],
      quote: text,
      after: ['It is on the page of your app. You can answer it there with one reply, which everybody reads.'],
      action: { label: 'Read it and reply', path: `/developer/apps/${appId}/reviews` },
      because: `because you publish ${name}`,
      dedupeKey: `review ${id}`,
    },
  });
}
