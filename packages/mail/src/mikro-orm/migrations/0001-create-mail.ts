import { Migration } from '@mikro-orm/migrations';

/** Mails, each to one recipient, until some time after they were sent. */
export class CreateMail extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists mail`);
    this.addSql(`
      create table mail.messages (
        id text not null,
        to_name text not null,
        to_address text not null,
        subject text not null,
        text text not null,
        html text not null,
        dedupe_key text null,
        status text not null,
        attempts int not null,
        due_at timestamptz not null default clock_timestamp(),
        lease_token text null,
        leased_until timestamptz null,
        last_error text null,
        created_at timestamptz(3) not null default clock_timestamp(),
        settled_at timestamptz null,
        constraint messages_pkey primary key (id),
        constraint messages_dedupe_unique unique (dedupe_key, to_address)
      )`);
    this.addSql(`create index messages_recipient_index on mail.messages (to_address, created_at, id)`);
    this.addSql(`create index messages_due_index on mail.messages (due_at) where status = 'queued'`);
    this.addSql(`create index messages_created_index on mail.messages (created_at)`);
  }
}
