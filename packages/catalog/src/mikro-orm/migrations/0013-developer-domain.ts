import { Migration } from '@mikro-orm/migrations';

/** Which domain the developer of an app has proven. It is a mark of trust, so pages that show it go at once when it changes. */
export class DeveloperDomain extends Migration {
  override up(): void {
    this.addSql('alter table "catalog"."listings" add column "developer_domain" text null');
    this.addSql(`
      create constraint trigger "listings_domain_raises_store_revision" after update on "catalog"."listings" deferrable initially deferred
      for each row when (old."developer_domain" is distinct from new."developer_domain")
      execute function "catalog"."raise_store_revision"()`);
  }
}
