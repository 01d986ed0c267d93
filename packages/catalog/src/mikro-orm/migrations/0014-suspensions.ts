import { Migration } from '@mikro-orm/migrations';

/** Apps that those who run the store have suspended. Pages that show one go at once, so it raises the store's revision. */
export class Suspensions extends Migration {
  override up(): void {
    this.addSql('alter table "catalog"."apps" add column "suspended_at" timestamptz null');
    this.addSql(`
      create table "catalog"."suspensions" (
        "app_id" text not null primary key,
        "note" text not null,
        "words" text not null,
        "stops_keys" boolean not null,
        "by" text not null,
        "suspended_at" timestamptz not null,
        "revision" int not null,
        "told_to" text not null,
        "tell_due_at" timestamptz null
      )`);
    this.addSql(`
      create constraint trigger "suspended_apps_raise_store_revision" after update on "catalog"."apps" deferrable initially deferred
      for each row when (old."suspended_at" is distinct from new."suspended_at")
      execute function "catalog"."raise_store_revision"()`);
  }
}
