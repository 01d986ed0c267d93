import { Migration } from '@mikro-orm/migrations';

/** Messages for many subscribers, and how far each got. */
export class AddBroadcasts extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.broadcasts (
        id bigserial primary key,
        bot_id bigint not null,
        installation_id text not null,
        name text null,
        sub_flow_id bigint null,
        type text null,
        message_tag text null,
        template jsonb null,
        bot_fields jsonb null,
        user_fields jsonb null,
        max_per_minute int not null,
        status text not null,
        scheduled_at timestamptz null,
        created_at timestamptz not null,
        ended_at timestamptz null,
        constraint broadcasts_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint broadcasts_sub_flow_id_foreign foreign key (sub_flow_id) references chatbot.sub_flows (id) on delete set null
      )`);
    this.addSql(`create index broadcasts_bot_id_id_index on chatbot.broadcasts (bot_id, id)`);
    this.addSql(`
      create table chatbot.broadcast_recipients (
        broadcast_id bigint not null,
        subscriber_id bigint not null,
        status text not null,
        due_at timestamptz not null,
        attempts int not null default 0,
        settled_at timestamptz null,
        reason text null,
        constraint broadcast_recipients_pkey primary key (broadcast_id, subscriber_id),
        constraint broadcast_recipients_broadcast_id_foreign foreign key (broadcast_id) references chatbot.broadcasts (id) on delete cascade,
        constraint broadcast_recipients_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade
      )`);
    this.addSql(
      `create index broadcast_recipients_subscriber_id_index on chatbot.broadcast_recipients (subscriber_id)`,
    );
    this.addSql(
      `create index broadcast_recipients_status_due_at_index on chatbot.broadcast_recipients (status, due_at)`,
    );
  }
}
