import { Migration } from '@mikro-orm/migrations';

/** What workspaces say of apps, what visitors report, and how often each did so today. */
export class CreateReviews extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists reviews`);
    this.addSql(`
      create table reviews.reviews (
        id text not null,
        app_id text not null,
        workspace_id text not null,
        workspace_name text not null,
        author_id text not null,
        version text not null,
        stars int not null,
        text text not null,
        revision int not null,
        written_at timestamptz(3) not null,
        edited_at timestamptz null,
        reply text null,
        reply_revision int not null,
        replied_at timestamptz null,
        reply_edited_at timestamptz null,
        constraint reviews_pkey primary key (id)
      )`);
    this.addSql(`create unique index reviews_one_unique on reviews.reviews (workspace_id, app_id)`);
    this.addSql(`create index reviews_app_index on reviews.reviews (app_id, written_at, id)`);
    this.addSql(`create index reviews_stars_index on reviews.reviews (app_id, stars, written_at, id)`);
    this.addSql(`
      create table reviews.reports (
        id text not null,
        app_id text not null,
        version text not null,
        review_id text null,
        review_text text null,
        reason text not null,
        details text not null,
        user_id text null,
        email text null,
        reported_at timestamptz(3) not null,
        constraint reports_pkey primary key (id)
      )`);
    this.addSql(`create index reports_app_index on reviews.reports (app_id, reported_at, id)`);
    this.addSql(`
      create index reports_age_index on reviews.reports (reported_at)
        where user_id is not null or email is not null`);
    this.addSql(`
      create table reviews.daily_counts (
        day date not null,
        who text not null,
        act text not null,
        count int not null,
        constraint daily_counts_pkey primary key (day, who, act)
      )`);
  }
}
