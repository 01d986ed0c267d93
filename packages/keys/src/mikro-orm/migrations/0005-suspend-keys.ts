import { Migration } from '@mikro-orm/migrations';

/**
 * Keys that are stopped from outside, apart from the pause of their owner and from their end: when it is lifted, each is as it was. A change is
 * announced like any other that a verifier must know of.
 */
export class SuspendKeys extends Migration {
  override up(): void {
    this.addSql(`alter table keys.api_keys add column suspended_at timestamptz null`);
    this.addSql(`
      create or replace trigger announce_change after update on keys.api_keys for each row
      when ((old.hash, old.subject, old.tenant, old.environment, old.scopes, old.allowed_networks, old.expires_at, old.overlap_ends_at, old.disabled_at, old.suspended_at, old.revoked_at)
        is distinct from (new.hash, new.subject, new.tenant, new.environment, new.scopes, new.allowed_networks, new.expires_at, new.overlap_ends_at, new.disabled_at, new.suspended_at, new.revoked_at))
      execute function keys.announce_change()`);
  }
}
