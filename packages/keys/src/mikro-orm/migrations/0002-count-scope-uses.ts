import { Migration } from '@mikro-orm/migrations';

/** What keys were used for, by day. */
export class CountScopeUses extends Migration {
  override up(): void {
    this.addSql(`
      create table keys.scope_uses (
        subject text not null,
        scope text not null,
        day date not null,
        uses bigint not null,
        last_used_at timestamptz not null,
        constraint scope_uses_pkey primary key (subject, scope, day)
      )`);
  }
}
