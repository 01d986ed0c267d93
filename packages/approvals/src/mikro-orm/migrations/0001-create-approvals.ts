import { Migration } from '@mikro-orm/migrations';

/** What workspaces say of installing, and what their members ask for. */
export class CreateApprovals extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists approvals`);
    this.addSql(`
      create table approvals.policies (
        workspace_id text not null,
        installers text not null,
        rule text not null,
        app_ids text[] not null,
        revision int not null,
        changed_by text not null,
        changed_at timestamptz not null,
        constraint policies_pkey primary key (workspace_id)
      )`);
    this.addSql(`
      create table approvals.requests (
        id text not null,
        workspace_id text not null,
        app_id text not null,
        version text not null,
        user_id text not null,
        scopes text[] not null,
        note text not null,
        status text not null,
        answered_by text null,
        answer text not null,
        installation_id text null,
        created_at timestamptz(3) not null,
        answered_at timestamptz null,
        constraint requests_pkey primary key (id)
      )`);
    this.addSql(`create index requests_workspace_index on approvals.requests (workspace_id, created_at, id)`);
    this.addSql(`
      create unique index requests_open_unique on approvals.requests (workspace_id, app_id, user_id)
        where status = 'open'`);
  }
}
