import { m } from '@minimart/messages';
import type { Installation } from '#lib/server/api.ts';

type Used = Pick<Installation, 'createdAt'> & {
  grant: Pick<Installation['grant'][number], 'label' | 'granted' | 'lastUsedAt' | 'optional'>[];
};

/** What an app does with its permissions. */
export interface UseSummary {
  text: string;
  /** The labels of those that it did not use. */
  unused: string[];
  /** Whether one of those may be switched off. */
  hasSpare: boolean;
}

const windowMs = 30 * 24 * 3_600_000;

/** Puts into words how many of its permissions an app used in the last 30 days, or since it was installed, where that is less long ago. */
export function summariseUse({ grant, createdAt }: Used, now: string): UseSummary {
  const granted = grant.filter((scope) => scope.granted);
  const spare = granted.filter(({ lastUsedAt }) => lastUsedAt === null);
  const [all, used] = [granted.length, granted.length - spare.length];
  const period = Date.parse(now) - Date.parse(createdAt) < windowMs ? 'ever' : 'recent';
  const rest = { unused: spare.map(({ label }) => label), hasSpare: spare.some(({ optional }) => optional) };
  if (all === 0) return { text: m.installed_use_nothing(), ...rest };
  if (used === all) return { text: m.installed_use_all({ count: all, period }), ...rest };
  if (used === 0) return { text: m.installed_use_none({ count: all, period }), ...rest };
  return { text: m.installed_use_some({ count: all, used, period }), ...rest };
}
