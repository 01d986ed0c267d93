import { m } from '@minimart/messages';
import type { ReviewState } from '#lib/server/api.ts';
import { showDate } from '#lib/show-time.ts';

/** Why a workspace does not review an app, and when it may; null where it may. */
export function explainUnearned(
  { mayWrite, reason, from }: Pick<ReviewState, 'mayWrite' | 'reason' | 'from'>,
  name: string,
): string | null {
  if (mayWrite || reason === null) return null;
  if (reason === 'own_app') return m.review_own_app({ name });
  if (reason === 'never_active') return m.review_never_active({ name });
  return from === null ? m.review_too_brief({ name }) : m.review_too_early({ name, day: showDate(from) });
}
