import { Migration } from '@mikro-orm/migrations';

/** Workspaces and memberships that the platform says there are, and what its sign-ins are known by. */
export class PlatformSignIn extends Migration {
  override up(): void {
    this.addSql(
      'alter table "accounts"."workspaces" add column "issuer" text null, add column "external_id" text null',
    );
    this.addSql(`
      alter table "accounts"."workspaces" add constraint "workspaces_external_id_unique" unique ("issuer", "external_id")
      -- safe with the version before: it leaves both columns null, and nulls are never the same`);
    this.addSql('alter table "accounts"."workspace_members" add column "issuer" text null');
    // One person for each subject of an issuer, however many sign in as it at once.
    this.addSql(`
      alter table "accounts"."account" add constraint "account_providerId_accountId_unique" unique ("providerId", "accountId")
      -- safe with the version before: it knows passwords alone, whose accountId is the person's own id, once each`);
    this.addSql(`
      create table "accounts"."platform_sessions" (
        "session_id" text not null primary key references "accounts"."session" ("id") on delete cascade,
        "issuer" text not null,
        "sid" text null,
        "id_token" bytea not null
      )`);
    this.addSql('create index "platform_sessions_sid_index" on "accounts"."platform_sessions" ("issuer", "sid")');
    this.addSql(`
      create table "accounts"."spent_tokens" (
        "id" text not null primary key,
        "expires_at" timestamptz not null
      )`);
    this.addSql('create index "spent_tokens_expires_at_index" on "accounts"."spent_tokens" ("expires_at")');
  }
}
