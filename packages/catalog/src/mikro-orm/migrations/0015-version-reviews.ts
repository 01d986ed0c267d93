import { Migration } from '@mikro-orm/migrations';

/** Versions that have to be looked at before they are let out, what automatic checks found, and what was decided. */
export class VersionReviews extends Migration {
  override up(): void {
    this.addSql(`
      create table "catalog"."version_reviews" (
        "app_id" text not null,
        "version" text not null,
        "status" text not null,
        "percentage" int not null,
        "submitted_at" timestamptz not null,
        "checks" jsonb null,
        "check_due_at" timestamptz null,
        "decided_at" timestamptz null,
        "decided_by" text null,
        "note" text not null,
        "fields" jsonb not null,
        "revision" int not null,
        primary key ("app_id", "version")
      )`);
    // One version of an app waits at a time.
    this.addSql(`
      create unique index "version_reviews_one_waiting" on "catalog"."version_reviews" ("app_id") where status = 'waiting'`);
    this.addSql(`
      create index "version_reviews_queue_index" on "catalog"."version_reviews" ("status", "submitted_at", "app_id", "version")`);
    this.addSql(`
      create index "version_reviews_check_index" on "catalog"."version_reviews" ("check_due_at") where check_due_at is not null`);
  }
}
