import { Migration } from '@mikro-orm/migrations';

/** Links to apps that are taken back are noted likewise, by their ids, so that none of them is open again in a database that is restored from a backup. */
export class LinkEndings extends Migration {
  override up(): void {
    this.addSql(`
      create function catalog.note_link_ending() returns trigger language plpgsql as $$
      begin
        insert into catalog.endings (kind, ref, ends_at)
        values ('link', old.id, case when tg_op = 'DELETE' then clock_timestamp() else new.revoked_at end);
        return null;
      end $$`);
    this.addSql(`
      create trigger note_ending after update on catalog.links for each row
      when (old.revoked_at is distinct from new.revoked_at) execute function catalog.note_link_ending()`);
    this.addSql(`
      create trigger note_removal after delete on catalog.links for each row execute function catalog.note_link_ending()`);
    // Those that were taken back by now, for backups of before.
    this.addSql(`
      insert into catalog.endings (kind, ref, ends_at)
      select 'link', id, revoked_at from catalog.links where revoked_at is not null`);
  }
}
