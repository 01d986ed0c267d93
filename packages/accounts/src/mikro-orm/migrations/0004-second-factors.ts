import { Migration } from '@mikro-orm/migrations';

/** Second steps and passkeys, named as better-auth 1.7 wants them, and when a session was last seen. One second step a person. */
export class SecondFactors extends Migration {
  override up(): void {
    this.addSql('alter table "accounts"."user" add column "twoFactorEnabled" boolean null default false');
    this.addSql('alter table "accounts"."session" add column "lastSeenAt" timestamptz null');
    this.addSql(`
      create table "accounts"."twoFactor" (
        "id" text not null primary key,
        "secret" text not null,
        "backupCodes" text not null,
        "userId" text not null references "accounts"."user" ("id") on delete cascade,
        "verified" boolean null default true,
        "failedVerificationCount" integer null default 0,
        "lockedUntil" timestamptz null
      )`);
    this.addSql('create index "twoFactor_secret_idx" on "accounts"."twoFactor" ("secret")');
    this.addSql('create unique index "twoFactor_userId_idx" on "accounts"."twoFactor" ("userId")');
    this.addSql(`
      create table "accounts"."passkey" (
        "id" text not null primary key,
        "name" text null,
        "publicKey" text not null,
        "userId" text not null references "accounts"."user" ("id") on delete cascade,
        "credentialID" text not null,
        "counter" integer not null,
        "deviceType" text not null,
        "backedUp" boolean not null,
        "transports" text null,
        "createdAt" timestamptz null,
        "aaguid" text null
      )`);
    this.addSql('create index "passkey_userId_idx" on "accounts"."passkey" ("userId")');
    this.addSql('create unique index "passkey_credentialID_idx" on "accounts"."passkey" ("credentialID")');
    this.addSql('create index "verification_value_index" on "accounts"."verification" ("value")');
  }
}
