import { Migration } from '@mikro-orm/migrations';

/**
 * Which keys may not have arrived, so that no rotation that fails falls back on one. Indexes that find the key in force last and a page of keys,
 * however many a subject has had. A change of `environment` is announced as well.
 */
export class OneChangeAtATime extends Migration {
  override up(): void {
    this.addSql(`alter table keys.api_keys add column is_on_its_way boolean not null default false`);
    this.addSql(`create index api_keys_subject_created_index on keys.api_keys (subject, created_at, id)`);
    this.addSql(`
      create index api_keys_subject_end_index
      on keys.api_keys (subject, least(revoked_at, expires_at, overlap_ends_at) desc nulls first)`);
    this.addSql(`drop index keys.api_keys_subject_index`);
    this.addSql(`
      create or replace trigger announce_change after update on keys.api_keys for each row
      when ((old.hash, old.subject, old.tenant, old.environment, old.scopes, old.allowed_networks, old.expires_at, old.overlap_ends_at, old.disabled_at, old.revoked_at)
        is distinct from (new.hash, new.subject, new.tenant, new.environment, new.scopes, new.allowed_networks, new.expires_at, new.overlap_ends_at, new.disabled_at, new.revoked_at))
      execute function keys.announce_change()`);
  }
}
