import type { VersionReview } from '@minimart/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

/** Tells a developer what was decided about a version of theirs, with every remark. */
export async function mailReviewed(
  services: Pick<Services, 'mailboxOf' | 'config' | 'accountsOf' | 'catalogOf'>,
  em: EntityManager,
  { appId, version, status, percentage, note, fields }: VersionReview,
): Promise<void> {
  const app = (await services.catalogOf(em).namesOf([appId])).get(appId);
  const developer = app && (await services.accountsOf(em).usersByIds([app.ownerId])).get(app.ownerId);
  if (app === undefined || developer === undefined) return;
  const isApproved = status === 'approved';
  const outFor =
    percentage === 100 ? 'It is out for everybody.' : `It is out for ${percentage} of a hundred installations.`;
  await mailPeople(services, em, {
    to: [developer],
    words: {
      subject: isApproved ? `${app.name} ${version} is approved` : `${app.name} ${version} needs changes`,
      paragraphs: [
        isApproved
          ? `Those who run the store have looked at version ${version} of ${app.name} and approved it. ${outFor}`
          : `Those who run the store have looked at version ${version} of ${app.name} and sent it back. Change what they say, and publish again: that is a new version.`,
        ...(note === '' || isApproved ? [] : [note]),
        ...fields.map(({ pointer, message }) => `${pointer === '' ? 'The manifest' : pointer}: ${message}`),
      ],
      action: isApproved
        ? { label: 'See its versions', path: `/developer/apps/${appId}/versions` }
        : { label: 'Open the draft', path: `/developer/apps/${appId}/settings` },
      because: `because you publish ${app.name}`,
      dedupeKey: `review ${appId} ${version} ${status}`,
    },
  });
}
