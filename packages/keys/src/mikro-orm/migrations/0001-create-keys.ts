import { Migration } from '@mikro-orm/migrations';

/** The table of keys: found by hash on every call of the platform API, by subject when an installation ends. */
export class CreateKeys extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists keys`);
    this.addSql(`
      create table keys.api_keys (
        id text not null,
        hash bytea not null,
        start text not null,
        last_four text not null,
        environment text not null,
        subject text not null,
        tenant text not null,
        scopes text[] not null,
        created_at timestamptz not null,
        expires_at timestamptz null,
        revoked_at timestamptz null,
        revoked_reason text null,
        last_used_at timestamptz null,
        constraint api_keys_pkey primary key (id),
        constraint api_keys_hash_unique unique (hash)
      )`);
    this.addSql(`create index api_keys_subject_index on keys.api_keys (subject)`);
  }
}
