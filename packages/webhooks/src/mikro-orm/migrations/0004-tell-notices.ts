import { Migration } from '@mikro-orm/migrations';

/** When the developer was told of a notice; those from before count as told. */
export class TellNotices extends Migration {
  override up(): void {
    this.addSql(`alter table webhooks.notices add column told_at timestamptz null`);
    this.addSql(`update webhooks.notices set told_at = created_at`);
    this.addSql(`create index notices_untold_index on webhooks.notices (created_at) where told_at is null`);
  }
}
