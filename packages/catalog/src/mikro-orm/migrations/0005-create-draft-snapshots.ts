import { Migration } from '@mikro-orm/migrations';

/** Drafts as they were when they were installed into a sandbox; kept as they are, like published versions. */
export class CreateDraftSnapshots extends Migration {
  override up(): void {
    this.addSql(`
      create table "catalog"."draft_snapshots" (
        "app_id" text not null,
        "version" text not null,
        "revision" int not null,
        "manifest" jsonb not null,
        "taken_at" timestamptz not null,
        primary key ("app_id", "version")
      )`);
    this.addSql(`
      create trigger "draft_snapshots_never_change" before update or delete on "catalog"."draft_snapshots"
      for each row execute function "catalog"."refuse_change"()`);
  }
}
