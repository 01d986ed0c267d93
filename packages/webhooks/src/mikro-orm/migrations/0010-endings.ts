import { Migration } from '@mikro-orm/migrations';

/**
 * Signing secrets that end are noted for a ledger outside the database, so that a database that is restored from a backup does not sign with them
 * again. Of each the last note counts; whoever keeps the ledger takes the rows away.
 */
export class Endings extends Migration {
  override up(): void {
    this.addSql(`
      create table webhooks.endings (
        seq bigint not null generated always as identity,
        kind text not null,
        ref text not null,
        part text null,
        ends_at timestamptz null,
        constraint endings_pkey primary key (seq)
      )`);
    this.addSql(`
      create function webhooks.note_ending() returns trigger language plpgsql as $$
      begin
        insert into webhooks.endings (kind, ref, ends_at)
        values ('signing_secret', old.id, case when tg_op = 'DELETE' then clock_timestamp() else new.expires_at end);
        return null;
      end $$`);
    this.addSql(`
      create trigger note_ending after update on webhooks.signing_secrets for each row
      when (old.expires_at is distinct from new.expires_at) execute function webhooks.note_ending()`);
    this.addSql(`
      create trigger note_removal after delete on webhooks.signing_secrets for each row execute function webhooks.note_ending()`);
  }
}
