import { Migration } from '@mikro-orm/migrations';

/**
 * The bytes of new assets lie in a store of blobs, and the row says which files there are. Assets from before keep their bytes in the row and are in
 * use. Beside them: blobs that belong to no asset (yet), and how much each person has uploaded on a day.
 */
export class KeepAssetsAsBlobs extends Migration {
  override up(): void {
    this.addSql(`
      alter table "catalog"."assets"
        alter column "bytes" drop not null,
        add column "owner_id" text null,
        add column "width" int null,
        add column "height" int null,
        add column "byte_length" bigint not null default 0,
        add column "files" jsonb not null default '[]',
        add column "claimed_at" timestamptz null`);
    this.addSql(`update "catalog"."assets" set "byte_length" = octet_length("bytes"), "claimed_at" = "created_at"`);
    this.addSql(`create index "assets_owner_id_index" on "catalog"."assets" ("owner_id")`);
    this.addSql(`
      create index "assets_unclaimed_index" on "catalog"."assets" ("created_at") where "claimed_at" is null`);
    this.addSql(`
      create table "catalog"."loose_blobs" (
        "key" text not null primary key,
        "since" timestamptz not null
      )`);
    this.addSql(`
      create table "catalog"."upload_days" (
        "owner_id" text not null,
        "day" date not null,
        "uploads" int not null,
        "bytes" bigint not null,
        primary key ("owner_id", "day")
      )`);
  }
}
