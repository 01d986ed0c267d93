import { Migration } from '@mikro-orm/migrations';

/** What operators decide about reports, and reviews that they hide. */
export class ModerateReviews extends Migration {
  override up(): void {
    this.addSql(`
      alter table reviews.reports
        add column state text not null default 'open',
        add column decided_at timestamptz null,
        add column decided_by text null,
        add column decision_note text null`);
    this.addSql(`
      create index reports_open_index on reviews.reports (app_id, review_id) where state = 'open'
      -- safe with the version before: reports are few, and one waits for less than a second`);
    this.addSql(`alter table reviews.reviews add column hidden_at timestamptz null`);
  }
}
