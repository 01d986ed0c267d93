import { Migration } from '@mikro-orm/migrations';

/** Views by day, what tells the visitors of one day apart, and what people say when they uninstall. */
export class CreateNumbers extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists numbers`);
    this.addSql(`
      create table numbers.daily_views (
        app_id text not null,
        day date not null,
        step text not null,
        visitors int not null,
        constraint daily_views_pkey primary key (app_id, day, step)
      )`);
    // Unlogged: neither the write-ahead log nor a replica nor a copy of the files ever holds what visitors could be told apart by.
    this.addSql(`
      create unlogged table numbers.salts (
        day date not null,
        salt bytea not null,
        constraint salts_pkey primary key (day)
      )`);
    this.addSql(`
      create unlogged table numbers.visitors (
        day date not null,
        app_id text not null,
        step text not null,
        visitor bytea not null,
        constraint visitors_pkey primary key (day, app_id, step, visitor)
      )`);
    this.addSql(`
      create table numbers.uninstall_words (
        installation_id text not null,
        app_id text not null,
        said_at timestamptz not null,
        reason text null,
        note text null,
        constraint uninstall_words_pkey primary key (installation_id)
      )`);
    this.addSql(`create index uninstall_words_app_index on numbers.uninstall_words (app_id, said_at)`);
    this.addSql(`create index uninstall_words_age_index on numbers.uninstall_words (said_at) where note is not null`);
  }
}
