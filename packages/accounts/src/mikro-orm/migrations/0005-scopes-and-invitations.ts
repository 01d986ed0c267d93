import { Migration } from '@mikro-orm/migrations';

/** Scopes of personal access tokens, of which those made before have all (null); and invitations into workspaces. */
export class ScopesAndInvitations extends Migration {
  override up(): void {
    this.addSql('alter table "accounts"."personal_access_tokens" add column "scopes" text[] null');
    this.addSql(`
      create table "accounts"."invitations" (
        "id" text not null primary key,
        "workspace_id" text not null,
        "email" text not null,
        "role" text not null,
        "hash" bytea not null,
        "invited_by" text not null,
        "created_at" timestamptz not null,
        "expires_at" timestamptz not null,
        "ended_as" text null,
        "ended_at" timestamptz null,
        "accepted_by" text null,
        constraint "invitations_hash_unique" unique ("hash")
      )`);
    this.addSql(
      'create unique index "invitations_open_unique" on "accounts"."invitations" ("workspace_id", "email") where "ended_as" is null',
    );
    this.addSql(
      'create index "invitations_workspace_index" on "accounts"."invitations" ("workspace_id", "created_at")',
    );
    this.addSql('create index "invitations_inviter_index" on "accounts"."invitations" ("invited_by", "created_at")');
  }
}
