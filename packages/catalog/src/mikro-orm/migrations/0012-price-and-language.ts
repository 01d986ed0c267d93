import { Migration } from '@mikro-orm/migrations';

/** What apps cost and in which language they are, to choose them by, and what they ask for, to leave them out by without a look into `scope_sets` for each. No manifest that was published before says what its app costs. */
export class PriceAndLanguage extends Migration {
  override up(): void {
    this.addSql(`
      create function "catalog"."language_of"(manifest jsonb) returns text language sql immutable strict parallel safe
      return split_part(coalesce(manifest->>'language', 'en'), '-', 1)`);
    this.addSql(
      'alter table "catalog"."listings" add column "pricing" text, add column "language" text, add column "scopes" text[]',
    );
    this.addSql(`
      update "catalog"."listings" l
      set "pricing" = v.manifest->>'pricing', "language" = "catalog"."language_of"(v.manifest),
        "scopes" = "catalog"."scopes_of"(v.manifest)
      from "catalog"."apps" a join "catalog"."versions" v on v.app_id = a.id and v.version = a.latest_version
      where a.id = l.app_id`);
    this.addSql(
      'alter table "catalog"."listings" alter column "language" set not null, alter column "scopes" set not null',
    );
    this.addSql('create index "listings_language_index" on "catalog"."listings" ("language", "pricing")');
  }
}
