import { Migration } from '@mikro-orm/migrations';

/** When each broadcast may write to somebody next, and the indexes by which a runner finds whose turn it is. */
export class PaceBroadcasts extends Migration {
  override up(): void {
    this.addSql(`alter table chatbot.broadcasts add column next_at timestamptz not null default now()`);
    this.addSql(`update chatbot.broadcasts set next_at = coalesce(scheduled_at, created_at)`);
    this.addSql(`create index broadcasts_status_next_at_index on chatbot.broadcasts (status, next_at)`);
    this.addSql(`drop index chatbot.broadcast_recipients_status_due_at_index`);
    this.addSql(
      `create index broadcast_recipients_broadcast_id_status_due_at_index on chatbot.broadcast_recipients (broadcast_id, status, due_at)`,
    );
  }
}
