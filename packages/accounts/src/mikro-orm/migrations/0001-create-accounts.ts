import { Migration } from '@mikro-orm/migrations';

export class CreateAccounts extends Migration {
  override up(): void {
    this.addSql('create schema if not exists "accounts"');
    // The next five are better-auth 1.7's, named as it wants them; a test asks better-auth itself whether they are complete.
    this.addSql(`
      create table "accounts"."user" (
        "id" text not null primary key,
        "name" text not null,
        "email" text not null unique,
        "emailVerified" boolean not null,
        "image" text,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null default current_timestamp
      )`);
    this.addSql(`
      create table "accounts"."session" (
        "id" text not null primary key,
        "expiresAt" timestamptz not null,
        "token" text not null unique,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null,
        "ipAddress" text,
        "userAgent" text,
        "userId" text not null references "accounts"."user" ("id") on delete cascade
      )`);
    this.addSql('create index "session_userId_idx" on "accounts"."session" ("userId")');
    this.addSql(`
      create table "accounts"."account" (
        "id" text not null primary key,
        "accountId" text not null,
        "providerId" text not null,
        "userId" text not null references "accounts"."user" ("id") on delete cascade,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        "scope" text,
        "password" text,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null
      )`);
    this.addSql('create index "account_userId_idx" on "accounts"."account" ("userId")');
    this.addSql(`
      create table "accounts"."verification" (
        "id" text not null primary key,
        "identifier" text not null,
        "value" text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null default current_timestamp
      )`);
    this.addSql('create index "verification_identifier_idx" on "accounts"."verification" ("identifier")');
    this.addSql(`
      create table "accounts"."rateLimit" (
        "id" text not null primary key,
        "key" text not null unique,
        "count" integer not null,
        "lastRequest" bigint not null
      )`);
    this.addSql(`
      create table "accounts"."workspaces" (
        "id" text not null primary key,
        "name" text not null,
        "created_at" timestamptz not null
      )`);
    this.addSql(`
      create table "accounts"."workspace_members" (
        "workspace_id" text not null,
        "user_id" text not null,
        "role" text not null,
        "joined_at" timestamptz not null,
        primary key ("workspace_id", "user_id")
      )`);
    this.addSql('create index "workspace_members_user_id_index" on "accounts"."workspace_members" ("user_id")');
    this.addSql(`
      create table "accounts"."personal_access_tokens" (
        "id" text not null primary key,
        "user_id" text not null,
        "name" text not null,
        "hash" bytea not null,
        "start" text not null,
        "last_four" text not null,
        "created_at" timestamptz not null,
        "expires_at" timestamptz null,
        "revoked_at" timestamptz null,
        "last_used_at" timestamptz null,
        constraint "personal_access_tokens_hash_unique" unique ("hash")
      )`);
    this.addSql(
      'create index "personal_access_tokens_user_id_index" on "accounts"."personal_access_tokens" ("user_id")',
    );
  }
}
