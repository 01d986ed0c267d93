import { Migration } from '@mikro-orm/migrations';

/** Suspensions that were lifted, until those who had read of them have read that too. */
export class Liftings extends Migration {
  override up(): void {
    this.addSql(`alter table catalog.suspensions add column told_before text null default ''`);
    this.addSql(`
      create table catalog.liftings (
        app_id text not null,
        stopped_keys boolean not null,
        lifted_at timestamptz not null,
        told_of_it text null,
        told_to text not null,
        tell_due_at timestamptz not null,
        constraint liftings_pkey primary key (app_id)
      )`);
  }
}
