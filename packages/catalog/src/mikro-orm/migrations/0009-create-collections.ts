import { Migration } from '@mikro-orm/migrations';

/** Apps that an operator has put together for the front page. They are named by their ids, so that a list outlives a new slug. */
export class CreateCollections extends Migration {
  override up(): void {
    this.addSql(`
      create table "catalog"."collections" (
        "slug" text not null primary key,
        "place" int not null,
        "title" text not null,
        "summary" text not null,
        "app_ids" jsonb not null
      )`);
  }
}
