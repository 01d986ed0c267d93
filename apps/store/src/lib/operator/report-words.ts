import type { ReportedSubject } from '@minimart/api-client';

/** Each reason of a report, as operators read it. */
export const reasonWords: Record<ReportedSubject['reasons'][number], string> = {
  harmful: 'Harmful',
  misleading: 'Misleading',
  privacy: 'Privacy',
  does_not_work: 'Does not work',
  rights: 'Rights of others',
  offensive: 'Offensive',
  spam: 'Spam',
  other: 'Something else',
};
