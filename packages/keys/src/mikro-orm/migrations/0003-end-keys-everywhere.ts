import { Migration } from '@mikro-orm/migrations';

/**
 * What a key's life needs: replacement with an overlap, a pause, networks, a history that nobody changes, shared rate limits. Each change that a
 * verifier must know of is announced on the channel `keys_changed` by a trigger, in the transaction that makes it, whoever makes it.
 */
export class EndKeysEverywhere extends Migration {
  override up(): void {
    this.addSql(`
      alter table keys.api_keys
        add column allowed_networks text[] null,
        add column replaced_by text null,
        add column overlap_ends_at timestamptz null,
        add column disabled_at timestamptz null`);
    this.addSql(`create index api_keys_replaced_by_index on keys.api_keys (replaced_by)`);
    this.addSql(`
      create function keys.announce_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'TRUNCATE' then
          perform pg_notify('keys_changed', '*');
        else
          perform pg_notify('keys_changed', encode(old.hash, 'hex'));
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger announce_change after update on keys.api_keys for each row
      when ((old.hash, old.subject, old.tenant, old.scopes, old.allowed_networks, old.expires_at, old.overlap_ends_at, old.disabled_at, old.revoked_at)
        is distinct from (new.hash, new.subject, new.tenant, new.scopes, new.allowed_networks, new.expires_at, new.overlap_ends_at, new.disabled_at, new.revoked_at))
      execute function keys.announce_change()`);
    this.addSql(`
      create trigger announce_removal after delete on keys.api_keys for each row execute function keys.announce_change()`);
    this.addSql(`
      create trigger announce_truncation after truncate on keys.api_keys for each statement execute function keys.announce_change()`);
    this.addSql(`
      create table keys.audit_log (
        id bigserial not null,
        at timestamptz not null default clock_timestamp(),
        event text not null,
        key_id text not null,
        subject text not null,
        tenant text not null,
        actor text not null,
        address text null,
        detail jsonb not null,
        constraint audit_log_pkey primary key (id)
      )`);
    this.addSql(`create index audit_log_subject_index on keys.audit_log (subject, id)`);
    this.addSql(`
      create function keys.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'keys.audit_log is append-only' using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`
      create trigger append_only before update or delete or truncate on keys.audit_log
      for each statement execute function keys.refuse_change()`);
    // Unlogged: it is written on every call that is limited, and after a crash everybody may begin anew.
    this.addSql(`
      create unlogged table keys.rate_limits (
        id text not null,
        full_at bigint not null,
        constraint rate_limits_pkey primary key (id)
      )`);
  }
}
