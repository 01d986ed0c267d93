import { Migration } from '@mikro-orm/migrations';

/**
 * What takes something from a key is noted for a ledger that lies outside the database, so that a database that is restored from a backup does not
 * bring back to life what had ended since. Whoever keeps the ledger takes the rows away; `ledger` says how far it has come, and of which line of databases it is.
 */
export class Endings extends Migration {
  override up(): void {
    this.addSql(`
      create table keys.endings (
        seq bigint not null generated always as identity,
        kind text not null,
        ref text not null,
        part text null,
        ends_at timestamptz null,
        constraint endings_pkey primary key (seq)
      )`);
    this.addSql(`create table keys.ledger (lineage text not null, page int not null)`);
    this.addSql(`insert into keys.ledger (lineage, page) values (replace(gen_random_uuid()::text, '-', ''), 0)`);
    this.addSql(noteEnding);
    this.addSql(`
      create trigger note_ending after update on keys.api_keys for each row
      when ((old.revoked_at, old.overlap_ends_at, old.expires_at, old.disabled_at, old.scopes, old.allowed_networks)
        is distinct from (new.revoked_at, new.overlap_ends_at, new.expires_at, new.disabled_at, new.scopes, new.allowed_networks))
      execute function keys.note_ending()`);
    this.addSql(`
      create trigger note_removal after delete on keys.api_keys for each row execute function keys.note_ending()`);
  }
}

/** Of each thing the last note counts: a rotation that is taken back, or a scope that is switched on again, is noted as well. */
const noteEnding = `
create function keys.note_ending() returns trigger language plpgsql as $$
declare
  v_ref text := encode(old.hash, 'hex');
begin
  if tg_op = 'DELETE' then
    insert into keys.endings (kind, ref, ends_at) values ('key', v_ref, clock_timestamp());
    return null;
  end if;
  if least(old.revoked_at, old.overlap_ends_at, old.expires_at, old.disabled_at)
    is distinct from least(new.revoked_at, new.overlap_ends_at, new.expires_at, new.disabled_at) then
    insert into keys.endings (kind, ref, ends_at)
    values ('key', v_ref, least(new.revoked_at, new.overlap_ends_at, new.expires_at, new.disabled_at));
  end if;
  insert into keys.endings (kind, ref, part, ends_at)
  select 'scope', v_ref, s.scope, case when s.scope = any (new.scopes) then null else clock_timestamp() end
  from (select unnest(old.scopes) union select unnest(new.scopes)) as s (scope)
  where (s.scope = any (old.scopes)) <> (s.scope = any (new.scopes));
  if old.allowed_networks is distinct from new.allowed_networks then
    insert into keys.endings (kind, ref, part, ends_at)
    values ('networks', v_ref, to_jsonb(new.allowed_networks)::text, case when new.allowed_networks is null then null else clock_timestamp() end);
  end if;
  return null;
end $$`;
