import type { Report } from '@minimart/reviews';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { mailPeople } from './mail-people.ts';

/** A report that was just taken, and what it is about; `name` is that of whoever reports, where they are signed in. */
export interface TakenReport {
  report: Report;
  slug: string;
  appName: string;
  name: string | undefined;
}

/**
 * Tells whoever reported, and said where to, that their report has come. Nothing that they wrote is in it, and an address that nobody has proved to
 * be theirs gets one such mail a day: so nobody can be written to, or flooded, by reports in their name.
 */
export async function mailReport(
  services: Pick<Services, 'mailboxOf' | 'config'>,
  em: EntityManager,
  { report: { id, email, userId, reportedAt }, slug, appName, name }: TakenReport,
): Promise<void> {
  if (email === null) return;
  const day = reportedAt.toISOString().slice(0, 10);
  await mailPeople(services, em, {
    to: [{ name: name ?? email, email }],
    words: {
      subject: `We have your report about ${appName}`,
      paragraphs: [
        `Thank you for telling us about ${appName}. Those who run the store will read your report and look into it.`,
        `It has the number ${id}. We write to you again when we need to know more.`,
      ],
      action: { label: `See ${appName}`, path: `/apps/${slug}` },
      because: 'because this address was given with a report. If that was not you, there is nothing to do',
      dedupeKey: userId === null ? `report of ${day}` : `report ${id}`,
    },
  });
}
