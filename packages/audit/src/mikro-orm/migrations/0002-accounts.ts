import { Migration } from '@mikro-orm/migrations';

/** What was done to accounts, which belong to no workspace; rows are only ever added. */
export class AuditAccounts extends Migration {
  override up(): void {
    this.addSql(`
      create table audit.account_entries (
        id bigserial not null,
        at timestamptz not null default clock_timestamp(),
        account_id text not null,
        action text not null,
        actor_kind text not null,
        actor_id text null,
        actor_name text not null,
        address text null,
        user_agent text null,
        detail jsonb not null,
        constraint account_entries_pkey primary key (id)
      )`);
    this.addSql(`create index account_entries_account_index on audit.account_entries (account_id, id)`);
    this.addSql(`
      create trigger account_entries_never_change before update or delete or truncate on audit.account_entries
        for each statement execute function audit.refuse_change()`);
  }
}
