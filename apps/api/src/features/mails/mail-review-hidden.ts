import type { Review } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople, type Words } from './mail-people.ts';

type Parts = Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf' | 'installPortsOf' | 'clock'>;

/** Tells the member who wrote a review, and is one still, that operators have hidden it, and why where they said so, or that they show it again. */
export async function mailReviewHidden(services: Parts, em: EntityManager, review: Review): Promise<void> {
  const { id, appId, workspaceId, authorId, hidden } = review;
  const app = (await services.catalogOf(em).namesOf([appId])).get(appId);
  const author = (await services.accountsOf(em).membersOf(workspaceId)).find((member) => member.id === authorId);
  const workspace = await services.accountsOf(em).workspace(workspaceId);
  if (app === undefined || author === undefined || workspace === undefined) return;
  const { items } = await services.installPortsOf(em).store.list({ workspaceId, appId, limit: 20 });
  // The page of one that never worked shows no review.
  const installation = items.find(({ activatedAt, isTest }) => activatedAt !== null && !isTest);
  const of = `your review of ${app.name} for ${workspace.name}`;
  await mailPeople(services, em, {
    to: [author],
    words: {
      ...(hidden === null ? shownAgain(app.name, of) : nowHidden(app.name, of, hidden.words)),
      action: {
        label: 'See your review',
        path: `/workspaces/${workspaceId}/apps${installation === undefined ? '' : `/${installation.id}`}`,
      },
      because: `because you reviewed ${app.name} for ${workspace.name}`,
      dedupeKey: `review ${id} ${hidden === null ? 'shown' : 'hidden'} ${services.clock.now().toISOString()}`,
    },
  });
}

type Said = Pick<Words, 'subject' | 'paragraphs' | 'quote' | 'after'>;

function nowHidden(app: string, of: string, words: string | null): Said {
  const what = `Those who run the store have hidden ${of}. It is in no list and no rating.`;
  return {
    subject: `Your review of ${app} is hidden`,
    paragraphs: words === null ? [what] : [what, 'They say:'],
    ...(words !== null && { quote: words }),
    after: ['You can edit or delete it. Edited, it stays hidden until those who run the store show it again.'],
  };
}

function shownAgain(app: string, of: string): Said {
  return {
    subject: `Your review of ${app} is shown again`,
    paragraphs: [`Those who run the store show ${of} again.`],
  };
}
