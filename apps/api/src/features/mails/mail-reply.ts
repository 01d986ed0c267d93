import type { Review } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

/** Tells the member who wrote a review, and is one still, that the developer of the app has replied. */
export async function mailReply(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>,
  em: EntityManager,
  { id, appId, workspaceId, authorId, reply }: Review,
): Promise<void> {
  const app = (await services.catalogOf(em).namesOf([appId])).get(appId);
  const author = (await services.accountsOf(em).membersOf(workspaceId)).find((member) => member.id === authorId);
  const workspace = await services.accountsOf(em).workspace(workspaceId);
  if (app === undefined || author === undefined || workspace === undefined || reply === null) return;
  await mailPeople(services, em, {
    to: [author],
    words: {
      subject: `The developer of ${app.name} replied to your review`,
      paragraphs: [`You reviewed ${app.name} for ${workspace.name}. Its developer replies:`],
      quote: reply.text,
      after: ['You can edit your review at any time.'],
      action: { label: 'See the reviews', path: `/apps/${app.slug}#reviews` },
      because: `because you reviewed ${app.name} for ${workspace.name}`,
      dedupeKey: `reply ${id}`,
    },
  });
}
