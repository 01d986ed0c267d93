import { Migration } from '@mikro-orm/migrations';

/** Endpoints, their signing secrets, the outbox, and the log of attempts. */
export class CreateWebhooks extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists webhooks`);
    this.addSql(`
      create table webhooks.endpoints (
        id text not null,
        created_at timestamptz not null,
        gone_at timestamptz null,
        constraint endpoints_pkey primary key (id)
      )`);
    this.addSql(`
      create table webhooks.signing_secrets (
        id text not null,
        endpoint_id text not null,
        sealed bytea not null,
        created_at timestamptz not null,
        expires_at timestamptz null,
        constraint signing_secrets_pkey primary key (id)
      )`);
    this.addSql(`create index signing_secrets_endpoint_id_index on webhooks.signing_secrets (endpoint_id)`);
    this.addSql(`
      create table webhooks.deliveries (
        id text not null,
        endpoint_id text not null,
        topic text not null,
        subject text not null,
        tenant text not null,
        environment text not null,
        status text not null,
        display jsonb not null,
        sealed bytea null,
        attempts int not null,
        fence bigint not null,
        next_attempt_at timestamptz null,
        lease_until timestamptz null,
        last_status_code int null,
        last_error text null,
        message text null,
        cancel_reason text null,
        created_at timestamptz not null,
        settled_at timestamptz null,
        constraint deliveries_pkey primary key (id)
      )`);
    this.addSql(`
      create index deliveries_endpoint_id_created_at_index on webhooks.deliveries (endpoint_id, created_at, id)`);
    this.addSql(`create index deliveries_subject_created_at_index on webhooks.deliveries (subject, created_at, id)`);
    this.addSql(`
      create index deliveries_pending_index on webhooks.deliveries (endpoint_id, next_attempt_at, id)
      where status = 'pending'`);
    this.addSql(`
      create index deliveries_leased_index on webhooks.deliveries (endpoint_id, lease_until)
      where lease_until is not null`);
    this.addSql(`
      create table webhooks.attempts (
        delivery_id text not null,
        number int not null,
        started_at timestamptz not null,
        duration_ms int not null,
        outcome text not null,
        status_code int null,
        response_headers jsonb null,
        response_body text null,
        response_truncated boolean not null,
        error text null,
        constraint attempts_pkey primary key (delivery_id, number)
      )`);
  }
}
