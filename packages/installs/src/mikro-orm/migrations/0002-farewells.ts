import { Migration } from '@mikro-orm/migrations';

/** What is left of an installation that ended: receipts, data-erasure requests, remembered inputs; and what changed inputs fall back on. */
export class Farewells extends Migration {
  override up(): void {
    this.addSql(`alter table installs.installations add column former_auth_inputs jsonb null`);
    this.addSql(`
      create table installs.erasure_receipts (
        id text not null,
        installation_id text not null,
        workspace_id text not null,
        app_id text not null,
        version text not null,
        erased_at timestamptz not null,
        reason text not null,
        erased jsonb not null,
        remembered jsonb not null,
        constraint erasure_receipts_pkey primary key (id)
      )`);
    this.addSql(`create index erasure_receipts_installation_index on installs.erasure_receipts (installation_id)`);
    this.addSql(`
      create function installs.keep_receipts() returns trigger language plpgsql as $$
      begin
        raise exception 'Receipts of erasures are only ever added.';
      end $$`);
    this.addSql(`
      create trigger erasure_receipts_are_kept before update or delete on installs.erasure_receipts
        for each row execute function installs.keep_receipts()`);
    this.addSql(`
      create trigger erasure_receipts_are_kept_whole before truncate on installs.erasure_receipts
        for each statement execute function installs.keep_receipts()`);
    this.addSql(`
      create table installs.data_erasures (
        installation_id text not null,
        workspace_id text not null,
        app_id text not null,
        version text not null,
        status text not null,
        scheduled_at timestamptz not null,
        due_at timestamptz not null,
        delivery_id text null,
        attempts int not null,
        next_attempt_at timestamptz null,
        last_status_code int null,
        last_error text null,
        settled_at timestamptz null,
        constraint data_erasures_pkey primary key (installation_id)
      )`);
    this.addSql(`create index data_erasures_app_index on installs.data_erasures (workspace_id, app_id)`);
    this.addSql(`create index data_erasures_due_index on installs.data_erasures (due_at) where status = 'scheduled'`);
    this.addSql(`
      create table installs.remembered_inputs (
        workspace_id text not null,
        app_id text not null,
        installation_id text not null,
        version text not null,
        remembered_at timestamptz not null,
        inputs jsonb not null,
        constraint remembered_inputs_pkey primary key (workspace_id, app_id)
      )`);
    this.addSql(`create index remembered_inputs_age_index on installs.remembered_inputs (remembered_at)`);
  }
}
