import { Migration } from '@mikro-orm/migrations';

/**
 * What mails say is sealed, and erased once they were sent. New mails are `waiting` and not `queued`: a dispatcher of the former release, which
 * looks for those alone, would send them empty.
 */
export class SealedWords extends Migration {
  override up(): void {
    this.addSql(`
      alter table mail.messages
        add column sealed bytea null,
        alter column subject drop not null,
        alter column text drop not null,
        alter column html drop not null`);
    this.addSql(`drop index mail.messages_due_index`);
    this.addSql(`create index messages_due_index on mail.messages (due_at) where status in ('waiting', 'queued')`);
    this.addSql(`update mail.messages set subject = null, text = null, html = null where status in ('sent', 'failed')`);
  }
}
