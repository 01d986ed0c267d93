import { Migration } from '@mikro-orm/migrations';

/**
 * Tokens that end, passwords that are changed and passkeys that are removed are noted for a ledger outside the database, so that a database that is restored from a backup does
 * not take them again. Of each thing the last note counts; whoever keeps the ledger takes the rows away.
 */
export class Endings extends Migration {
  override up(): void {
    this.addSql(`
      create table accounts.endings (
        seq bigint not null generated always as identity,
        kind text not null,
        ref text not null,
        part text null,
        ends_at timestamptz null,
        constraint endings_pkey primary key (seq)
      )`);
    this.addSql(noteToken);
    this.addSql(`
      create trigger note_ending after update on accounts.personal_access_tokens for each row
      when (least(old.revoked_at, old.expires_at) is distinct from least(new.revoked_at, new.expires_at))
      execute function accounts.note_token_ending()`);
    this.addSql(`
      create trigger note_removal after delete on accounts.personal_access_tokens for each row
      execute function accounts.note_token_ending()`);
    this.addSql(notePassword);
    this.addSql(`
      create trigger note_ending after update on accounts.account for each row
      when (old."password" is not null and old."password" is distinct from new."password")
      execute function accounts.note_password_ending()`);
    this.addSql(notePasskey);
    this.addSql(`
      create trigger note_removal after delete on accounts.passkey for each row execute function accounts.note_passkey_ending()`);
  }
}

const noteToken = `
create function accounts.note_token_ending() returns trigger language plpgsql as $$
begin
  insert into accounts.endings (kind, ref, ends_at)
  values ('token', encode(old.hash, 'hex'), case when tg_op = 'DELETE' then clock_timestamp() else least(new.revoked_at, new.expires_at) end);
  return null;
end $$`;

// By the digest of the hash that was given up, so that one that was given up before the backup is not meant.
const notePassword = `
create function accounts.note_password_ending() returns trigger language plpgsql as $$
begin
  insert into accounts.endings (kind, ref, ends_at)
  values ('password', encode(sha256(convert_to(old."password", 'UTF8')), 'hex'), clock_timestamp());
  return null;
end $$`;

const notePasskey = `
create function accounts.note_passkey_ending() returns trigger language plpgsql as $$
begin
  insert into accounts.endings (kind, ref, ends_at) values ('passkey', old.id, clock_timestamp());
  return null;
end $$`;
