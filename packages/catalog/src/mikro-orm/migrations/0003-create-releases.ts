import { Migration } from '@mikro-orm/migrations';

/** How far each published version is let out. Versions from before have no row: they are out for everybody. */
export class CreateReleases extends Migration {
  override up(): void {
    this.addSql(`
      create table "catalog"."releases" (
        "app_id" text not null,
        "version" text not null,
        "percentage" int not null,
        "rolled_back_at" timestamptz null,
        "changed_at" timestamptz not null,
        primary key ("app_id", "version")
      )`);
  }
}
