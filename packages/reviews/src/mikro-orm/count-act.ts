import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { dailyLimits, dayOf, secondsLeft, type CountedAct } from '../daily-limits.ts';
import type { ReviewErrorCode } from '../review-error-codes.ts';

const words: Record<CountedAct, string> = {
  review: 'reviews',
  reply: 'replies',
  report: 'reports',
};

/**
 * Counts that somebody does something now, in the transaction that does it: what is refused or rolled back does not count. Throws the refusal
 * `words_limit_reached`, with `retryAfterSeconds`, when they have done it often enough today.
 */
export async function countAct(
  em: EntityManager,
  { who, act, now }: { who: string; act: CountedAct; now: Date },
): Promise<void> {
  const [row] = await em.execute<{ count: number }[]>(
    `insert into reviews.daily_counts (day, who, act, count) values (?::date, ?, ?, 1)
     on conflict (day, who, act) do update set count = daily_counts.count + 1 returning count`,
    [dayOf(now), who, act],
  );
  const most = dailyLimits[act];
  if (row !== undefined && row.count <= most) return;
  const detail = `You have written ${most} ${words[act]} today, which is the most there may be. Go on tomorrow, from midnight UTC.`;
  const extra = { retryAfterSeconds: secondsLeft(now) };
  throw new Refusal<ReviewErrorCode>({ code: 'words_limit_reached', detail, extra });
}

/** Forgets the counts of days that are over. Answers how many there were. */
export async function forgetCounts(em: EntityManager, now: Date): Promise<number> {
  const sql = 'delete from reviews.daily_counts where day < ?::date';
  return (await em.execute<{ affectedRows: number }>(sql, [dayOf(now)], 'run')).affectedRows;
}
