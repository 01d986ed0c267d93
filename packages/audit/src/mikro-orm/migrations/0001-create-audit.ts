import { Migration } from '@mikro-orm/migrations';

/** What was done to the apps of each workspace; rows are only ever added. */
export class CreateAudit extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists audit`);
    this.addSql(`
      create table audit.entries (
        id bigserial not null,
        at timestamptz not null default clock_timestamp(),
        workspace_id text not null,
        action text not null,
        actor_kind text not null,
        actor_id text null,
        actor_name text not null,
        app_id text null,
        app_name text null,
        installation_id text null,
        address text null,
        user_agent text null,
        detail jsonb not null,
        constraint entries_pkey primary key (id)
      )`);
    this.addSql(`create index entries_workspace_index on audit.entries (workspace_id, id)`);
    this.addSql(`
      create function audit.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The audit log only grows.' using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`
      create trigger entries_never_change before update or delete or truncate on audit.entries
        for each statement execute function audit.refuse_change()`);
  }
}
