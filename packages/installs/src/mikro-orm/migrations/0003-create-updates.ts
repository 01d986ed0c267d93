import { Migration } from '@mikro-orm/migrations';

/** Updates: what is offered to an installation, consents of every kind, and the work of bringing installations up to their app's releases. */
export class CreateUpdates extends Migration {
  override up(): void {
    this.addSql(
      `alter table installs.installations add column offered_update jsonb null, add column former_version text null`,
    );
    this.addSql(`alter table installs.installations add column version_since timestamptz null`);
    this.addSql(`update installs.installations set version_since = created_at`);
    this.addSql(`alter table installs.installations alter column version_since set not null`);
    this.addSql(`drop index installs.installations_app_index`);
    this.addSql(`create index installations_app_index on installs.installations (app_id, id)`);
    this.addSql(`
      alter table installs.consents
        add column kind text not null default 'install',
        add column address text null,
        add column user_agent text null,
        add column from_version text null,
        add column language text not null default 'en',
        add column cannot jsonb not null default '[]',
        add column hosts jsonb not null default '[]'`);
    this.addSql(`
      alter table installs.consents
        alter column kind drop default, alter column language drop default,
        alter column cannot drop default, alter column hosts drop default`);
    this.addSql(`
      create function installs.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'A consent never changes.';
      end $$`);
    this.addSql(`
      create trigger consents_never_change before update or delete on installs.consents
      for each row execute function installs.refuse_change()`);
    this.addSql(`
      create table installs.rollouts (
        app_id text not null,
        generation int not null,
        walked_to text not null,
        leased_until timestamptz not null,
        constraint rollouts_pkey primary key (app_id)
      )`);
    this.addSql(`create index rollouts_lease_index on installs.rollouts (leased_until)`);
    this.addSql(`
      create table installs.update_checks (
        id text not null,
        installation_id text not null,
        due_at timestamptz not null,
        tries int not null,
        constraint update_checks_pkey primary key (id)
      )`);
    this.addSql(`create index update_checks_due_index on installs.update_checks (due_at)`);
    // Installations from before are brought up to what has been published since.
    this.addSql(`
      insert into installs.rollouts (app_id, generation, walked_to, leased_until)
      select distinct app_id, 1, '', now() from installs.installations where status in ('active', 'failed')`);
  }
}
