import { Migration } from '@mikro-orm/migrations';

/** What an app's server answered to the subscribe request and its version says to keep; sealed. */
export class ResponseValues extends Migration {
  override up(): void {
    this.addSql(`alter table installs.installations add column response_values jsonb not null default '[]'`);
    this.addSql(`alter table installs.installations alter column response_values drop default`);
  }
}
