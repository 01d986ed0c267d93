import { Migration } from '@mikro-orm/migrations';

/** A draft is given back in the order in which it was written: `jsonb` sorts the names of headers and of fields of a body by their length. */
export class KeepTheOrderOfDrafts extends Migration {
  override up(): void {
    this.addSql('alter table "catalog"."apps" alter column "draft" type json using "draft"::json');
  }
}
