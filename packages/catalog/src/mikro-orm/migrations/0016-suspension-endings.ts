import { Migration } from '@mikro-orm/migrations';

/**
 * Suspensions are noted for a ledger outside the database, so that an app that was suspended since a backup is so again in a database that is restored from it; `part`
 * has what is said of it, without the note for operators. Of each app the last note counts: without an end it was lifted.
 */
export class SuspensionEndings extends Migration {
  override up(): void {
    this.addSql(`
      create table catalog.endings (
        seq bigint not null generated always as identity,
        kind text not null,
        ref text not null,
        part text null,
        ends_at timestamptz null,
        constraint endings_pkey primary key (seq)
      )`);
    this.addSql(`
      create function catalog.note_suspension() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          insert into catalog.endings (kind, ref) values ('suspension', old.app_id);
        else
          insert into catalog.endings (kind, ref, part, ends_at) values ('suspension', new.app_id,
            jsonb_build_object('stopsKeys', new.stops_keys, 'by', new."by", 'words', new.words)::text, new.suspended_at);
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger note_suspension after insert or delete on catalog.suspensions for each row
      execute function catalog.note_suspension()`);
    this.addSql(`
      create trigger note_change after update on catalog.suspensions for each row
      when ((old.stops_keys, old."by", old.words) is distinct from (new.stops_keys, new."by", new.words))
      execute function catalog.note_suspension()`);
    // Those that are in force by now, for backups of before them.
    this.addSql(`
      insert into catalog.endings (kind, ref, part, ends_at)
      select 'suspension', app_id, jsonb_build_object('stopsKeys', stops_keys, 'by', "by", 'words', words)::text, suspended_at
      from catalog.suspensions`);
  }
}
