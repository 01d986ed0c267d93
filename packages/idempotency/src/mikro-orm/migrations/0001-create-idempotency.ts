import { Migration } from '@mikro-orm/migrations';

export class CreateIdempotency extends Migration {
  override up(): void {
    this.addSql('create schema if not exists "idempotency"');
    this.addSql(`
      create table "idempotency"."requests" (
        "actor" text not null,
        "key" text not null,
        "fingerprint" bytea not null,
        "resource_id" text null,
        "created_at" timestamptz not null default now(),
        primary key ("actor", "key")
      )`);
    this.addSql('create index "requests_created_at_index" on "idempotency"."requests" ("created_at")');
  }
}
