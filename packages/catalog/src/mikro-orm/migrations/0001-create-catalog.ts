import { Migration } from '@mikro-orm/migrations';

export class CreateCatalog extends Migration {
  override up(): void {
    this.addSql('create schema if not exists "catalog"');
    this.addSql(`
      create table "catalog"."apps" (
        "id" text not null primary key,
        "slug" text not null,
        "owner_id" text not null,
        "draft" jsonb not null,
        "revision" int not null,
        "latest_version" text null,
        "created_at" timestamptz not null,
        constraint "apps_slug_unique" unique ("slug")
      )`);
    this.addSql('create index "apps_owner_id_index" on "catalog"."apps" ("owner_id")');
    this.addSql(`
      create table "catalog"."versions" (
        "app_id" text not null,
        "version" text not null,
        "manifest" jsonb not null,
        "changelog" text not null,
        "published_at" timestamptz not null,
        primary key ("app_id", "version")
      )`);
    this.addSql(`
      create function "catalog"."refuse_change"() returns trigger language plpgsql as $$
      begin
        raise exception 'A published version never changes.';
      end $$`);
    this.addSql(`
      create trigger "versions_never_change" before update or delete on "catalog"."versions"
      for each row execute function "catalog"."refuse_change"()`);
    this.addSql(`
      create table "catalog"."assets" (
        "id" text not null primary key,
        "media_type" text not null,
        "bytes" bytea not null,
        "created_at" timestamptz not null
      )`);
  }
}
