import { Migration } from '@mikro-orm/migrations';

/** What developers say of themselves, and the domains that they prove. One domain may be several developers'. */
export class DeveloperProfiles extends Migration {
  override up(): void {
    this.addSql(`
      create table "accounts"."developer_profiles" (
        "user_id" text not null primary key,
        "display_name" text null,
        "website" text null,
        "support_email" text null,
        "revision" int not null,
        "changed_at" timestamptz not null
      )`);
    this.addSql(`
      create table "accounts"."developer_domains" (
        "user_id" text not null primary key,
        "claim" text not null,
        "domain" text not null,
        "method" text not null,
        "token" text not null,
        "set_at" timestamptz not null,
        "verified_at" timestamptz null,
        "failing_since" timestamptz null,
        "lost_at" timestamptz null,
        "checked_at" timestamptz null,
        "finding" jsonb null,
        "next_check_at" timestamptz null
      )`);
    this.addSql(
      'create index "developer_domains_next_check_at_index" on "accounts"."developer_domains" ("next_check_at")',
    );
  }
}
