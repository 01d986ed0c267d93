import { Migration } from '@mikro-orm/migrations';

/** A delivery keeps in which trace it was enqueued, so that its attempts are linked to it, however late and wherever they are made. Null where nothing was traced. */
export class KeepTrace extends Migration {
  override up(): void {
    this.addSql('alter table webhooks.deliveries add column trace_parent text');
  }
}
