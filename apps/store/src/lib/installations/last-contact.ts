import { m } from '@minimart/messages';
import { showAgo } from '#lib/show-time.ts';
import type { Installation } from '#lib/server/api.ts';

type Contacted = Pick<Installation, 'lastCallAt' | 'lastAnswerAt' | 'key' | 'delivery'>;

/** When an app was last heard of, and how: it called with its key, or its server answered a request of ours. `at` is null when it was not. */
export interface Contact {
  at: string | null;
  text: string;
}

/** The later of the two ways in which an app is heard of, in words. */
export function lastContact({ lastCallAt, lastAnswerAt, key, delivery }: Contacted, now: string): Contact {
  const hasCalled = lastCallAt !== null && (lastAnswerAt === null || lastCallAt >= lastAnswerAt);
  if (hasCalled) return { at: lastCallAt, text: m.installed_contact_call({ ago: showAgo(lastCallAt, now) }) };
  if (lastAnswerAt !== null)
    return { at: lastAnswerAt, text: m.installed_contact_answer({ ago: showAgo(lastAnswerAt, now) }) };
  const needsNone = key === null && delivery === null;
  return { at: null, text: needsNone ? m.installed_contact_impossible() : m.installed_contact_none() };
}
