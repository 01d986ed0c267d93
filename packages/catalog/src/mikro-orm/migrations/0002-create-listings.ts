import { Migration } from '@mikro-orm/migrations';

/** What search reads: one narrow row for each published app, with the words it may be found by. */
export class CreateListings extends Migration {
  override up(): void {
    this.addSql(`
      create table "catalog"."listings" (
        "app_id" text not null primary key,
        "category" text not null,
        "name_key" text not null,
        "published_at" timestamptz not null,
        "words" tsvector not null
      )`);
    this.addSql(`
      insert into "catalog"."listings" ("app_id", "category", "name_key", "published_at", "words")
      select a.id, v.manifest->>'category', lower(v.manifest->>'name'), v.published_at,
        to_tsvector('simple', concat_ws(' ', v.manifest->>'name', v.manifest->>'summary', v.manifest->>'description', v.manifest->>'category'))
      from "catalog"."apps" a join "catalog"."versions" v on v.app_id = a.id and v.version = a.latest_version`);
    this.addSql('create index "listings_words_index" on "catalog"."listings" using gin ("words")');
    this.addSql('create index "listings_name_key_index" on "catalog"."listings" ("name_key", "app_id")');
    this.addSql('create index "listings_published_at_index" on "catalog"."listings" ("published_at", "app_id")');
  }
}
