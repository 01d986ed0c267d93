import { Migration } from '@mikro-orm/migrations';

/**
 * A number that grows with each transaction that changes what the store shows of apps, whoever makes it. It is written when the transaction
 * commits, so that publications do not wait for one another, and with it, so that whoever reads the new number reads what goes with it.
 */
export class StoreRevision extends Migration {
  override up(): void {
    this.addSql('create table "catalog"."store_revision" ("revision" bigint not null)');
    this.addSql('insert into "catalog"."store_revision" ("revision") values (1)');
    // Once a transaction, however many rows it changes.
    this.addSql(`
      create function "catalog"."raise_store_revision"() returns trigger language plpgsql as $$
      begin
        update "catalog"."store_revision" set "revision" = "revision" + 1 where xmin <> pg_current_xact_id()::xid;
        return null;
      end $$`);
    for (const [name, event] of [
      ['listings_raise_store_revision', 'insert or delete on "catalog"."listings"'],
      ['releases_raise_store_revision', 'insert or update or delete on "catalog"."releases"'],
      ['collections_raise_store_revision', 'insert or update or delete on "catalog"."collections"'],
    ] as const) {
      this.addSql(`
        create constraint trigger "${name}" after ${event} deferrable initially deferred
        for each row execute function "catalog"."raise_store_revision"()`);
    }
    this.addSql(`
      create constraint trigger "apps_raise_store_revision" after update on "catalog"."apps" deferrable initially deferred
      for each row when ((old."slug", old."latest_version", old."unlisted_at") is distinct from (new."slug", new."latest_version", new."unlisted_at"))
      execute function "catalog"."raise_store_revision"()`);
  }
}
