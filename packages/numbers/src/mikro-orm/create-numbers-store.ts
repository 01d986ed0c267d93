import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays, startOf, toDay, type Day, type DayRange } from '../day.ts';
import type { DayCount, Words } from '../read-numbers.ts';
import type { ViewStep } from '../steps.ts';
import type { UninstallReason, UninstallWord } from '../uninstall-reason.ts';
import { UninstallWordRow } from './uninstall-word.entity.ts';

/** What was counted and said, in the EntityManager's transaction where there is one. */
export interface NumbersStore {
  viewsOf(appId: string, range: DayRange): Promise<{ counts: DayCount<ViewStep>[]; since: Day | null }>;
  /** Every reason, the most frequent first, and the latest 100 notes. */
  wordsOf(appId: string, range: DayRange): Promise<Words>;
  /** Writes down what somebody said when they uninstalled; what was said first stays. */
  addWord(word: UninstallWord): Promise<void>;
  /** Forgets what visitors of the days before could be told apart by: it must stay for no longer than its day. Answers how many there were. */
  forgetVisitors(before: Day): Promise<number>;
  /** Erases the notes from before, and leaves the reasons. Answers how many there were. */
  forgetNotes(before: Date): Promise<number>;
}

const mostNotes = 100;

/** A numbers store on PostgreSQL. */
export function createNumbersStore(em: EntityManager): NumbersStore {
  const affected = async (sql: string, parameter: string) =>
    (await em.execute<{ affectedRows: number }>(sql, [parameter], 'run')).affectedRows;
  return {
    async viewsOf(appId, { from, to }) {
      const counts = await em.execute<DayCount<ViewStep>[]>(
        `select day::text as day, step, visitors as count from numbers.daily_views
         where app_id = ? and day between ?::date and ?::date order by day, step`,
        [appId, from, to],
      );
      const [first] = await em.execute<{ since: Day | null }[]>(
        'select min(day)::text as since from numbers.daily_views where app_id = ?',
        [appId],
      );
      return { counts, since: first?.since ?? null };
    },
    async wordsOf(appId, { from, to }) {
      const during = 'app_id = ? and said_at >= ?::timestamptz and said_at < ?::timestamptz';
      const parameters = [appId, startOf(from).toISOString(), startOf(addDays(to, 1)).toISOString()];
      const reasons = await em.execute<{ reason: UninstallReason; count: number }[]>(
        `select reason, count(*)::int as count from numbers.uninstall_words
         where ${during} and reason is not null group by reason order by count desc, reason`,
        parameters,
      );
      const rows = await em.execute<{ said_at: string; reason: UninstallReason | null; note: string }[]>(
        `select said_at, reason, note from numbers.uninstall_words
         where ${during} and note is not null order by said_at desc, installation_id limit ${mostNotes}`,
        parameters,
      );
      return { reasons, notes: rows.map(({ said_at: at, ...note }) => ({ day: toDay(new Date(at)), ...note })) };
    },
    async addWord(word) {
      await em.createQueryBuilder(UninstallWordRow).insert(word).onConflict().ignore().execute('run');
    },
    async forgetVisitors(before) {
      await em.execute('delete from numbers.salts where day < ?::date', [before]);
      return affected('delete from numbers.visitors where day < ?::date', before);
    },
    forgetNotes: (before) =>
      affected(
        'update numbers.uninstall_words set note = null where note is not null and said_at < ?::timestamptz',
        before.toISOString(),
      ),
  };
}
