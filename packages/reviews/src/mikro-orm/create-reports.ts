import type { EntityManager } from '@mikro-orm/postgresql';
import { createId } from '@minimart/tokens';
import type { NewReport, Report } from '../report.ts';
import { countAct } from './count-act.ts';
import { ReportRow } from './report.entity.ts';

/** What visitors report, in the EntityManager's transaction. */
export interface Reports {
  /** Keeps a report; `who` is the person or the network that it is counted for. Refuses `words_limit_reached`. */
  take(report: NewReport, who: string): Promise<Report>;
  /** Undefined when there is none with this id. */
  find(id: string): Promise<Report | undefined>;
  /** Forgets who made the reports from before, and leaves what they say. Answers how many there were. */
  forgetReporters(before: Date): Promise<number>;
}

/** Reports on PostgreSQL. */
export function createReports(em: EntityManager, { clock }: { clock: { now(): Date } }): Reports {
  return {
    async take(report, who) {
      const now = clock.now();
      await countAct(em, { who, act: 'report', now });
      const taken = { id: createId('rpt'), ...report, reportedAt: now };
      await em.insert(ReportRow, taken);
      return taken;
    },
    async find(id) {
      const row = await em.findOne(ReportRow, { id }, { disableIdentityMap: true });
      return row === null ? undefined : toReport(row);
    },
    async forgetReporters(before) {
      const known = { $or: [{ userId: { $ne: null } }, { email: { $ne: null } }] };
      return em.nativeUpdate(ReportRow, { reportedAt: { $lt: before }, ...known }, { userId: null, email: null });
    },
  };
}

function toReport(row: ReportRow): Report {
  const { id, appId, version, reviewId, reviewText, reason, details, userId, email, reportedAt } = row;
  return { id, appId, version, reviewId, reviewText, reason, details, userId, email, reportedAt };
}
