import { Migration } from '@mikro-orm/migrations';

/** Apps that are not in the store's lists, and the links by which they are installed all the same. */
export class Links extends Migration {
  override up(): void {
    this.addSql('alter table "catalog"."apps" add column "unlisted_at" timestamptz null');
    this.addSql('alter table "catalog"."apps" add column "was_listed" boolean not null default false');
    this.addSql('update "catalog"."apps" set "was_listed" = true where "latest_version" is not null');
    this.addSql('alter table "catalog"."apps" alter column "was_listed" drop default');
    this.addSql(`
      create table "catalog"."links" (
        "id" text not null primary key,
        "app_id" text not null,
        "label" text not null,
        "version" text null,
        "token_hash" bytea not null,
        "last_four" text not null,
        "cap" int not null,
        "installs" int not null,
        "expires_at" timestamptz not null,
        "created_at" timestamptz not null,
        "last_used_at" timestamptz null,
        "revoked_at" timestamptz null,
        constraint "links_token_hash_unique" unique ("token_hash"),
        constraint "links_cap_check" check (installs <= cap)
      )`);
    this.addSql('create index "links_app_index" on "catalog"."links" ("app_id", "created_at")');
  }
}
