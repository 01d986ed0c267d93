import { Migration } from '@mikro-orm/migrations';

/** Installations, one live per workspace and app, and the consents they rest on. */
export class CreateInstalls extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists installs`);
    this.addSql(`
      create table installs.installations (
        id text not null,
        workspace_id text not null,
        app_id text not null,
        version text not null,
        status text not null,
        message text null,
        scopes text[] not null,
        key jsonb null,
        auth_inputs jsonb not null,
        delivery jsonb null,
        app_may_know boolean not null,
        created_at timestamptz not null,
        activated_at timestamptz null,
        uninstalled_at timestamptz null,
        erased_at timestamptz null,
        constraint installations_pkey primary key (id)
      )`);
    this.addSql(`create index installations_workspace_index on installs.installations (workspace_id, created_at, id)`);
    this.addSql(`create index installations_app_index on installs.installations (app_id)`);
    this.addSql(`
      create unique index installations_live_unique on installs.installations (workspace_id, app_id)
        where status <> 'uninstalled'`);
    this.addSql(`
      create table installs.consents (
        id text not null,
        installation_id text not null,
        user_id text not null,
        version text not null,
        agreed_at timestamptz not null,
        scopes jsonb not null,
        constraint consents_pkey primary key (id)
      )`);
    this.addSql(`create index consents_installation_index on installs.consents (installation_id)`);
  }
}
