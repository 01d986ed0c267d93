import { Migration } from '@mikro-orm/migrations';

/** What operators did to the store, which belongs to no workspace; rows are only ever added. */
export class AuditOperators extends Migration {
  override up(): void {
    this.addSql(`
      create table audit.operator_entries (
        id bigserial not null,
        at timestamptz not null default clock_timestamp(),
        action text not null,
        actor_kind text not null,
        actor_id text null,
        actor_name text not null,
        subject_kind text not null,
        subject_id text null,
        subject_name text null,
        note text not null,
        address text null,
        user_agent text null,
        before jsonb not null,
        after jsonb not null,
        constraint operator_entries_pkey primary key (id)
      )`);
    this.addSql(`create index operator_entries_subject_index on audit.operator_entries (subject_id, id)`);
    this.addSql(`
      create trigger operator_entries_never_change before update or delete or truncate on audit.operator_entries
        for each statement execute function audit.refuse_change()`);
  }
}
