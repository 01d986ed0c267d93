import { Migration } from '@mikro-orm/migrations';

/** A subscriber with channel, opt-ins, status and agent; messages of every kind; tags on subscribers. */
export class WidenSubscribers extends Migration {
  override up(): void {
    this.addSql(`
      alter table chatbot.subscribers
        add column first_name text null,
        add column last_name text null,
        add column gender text null,
        add column image text null,
        add column channel text not null default 'web',
        add column user_id text null,
        add column language text null,
        add column locale text null,
        add column status text not null default 'open',
        add column opted_in_email_at timestamptz null,
        add column opted_in_sms_at timestamptz null,
        add column opted_in_through text null,
        add column unsubscribed_at timestamptz null,
        add column bot_paused_until timestamptz null,
        add column last_seen_at timestamptz null,
        add column last_interaction_at timestamptz null,
        add column last_bot_interaction_at timestamptz null,
        add column last_message_at timestamptz null,
        add column last_message_type text null,
        add column agent_id bigint null,
        add column agent_group_id bigint null,
        add constraint subscribers_bot_id_user_id_unique unique (bot_id, user_id),
        add constraint subscribers_agent_id_foreign foreign key (agent_id)
          references chatbot.agents (id) on delete set null,
        add constraint subscribers_agent_group_id_foreign foreign key (agent_group_id)
          references chatbot.agent_groups (id) on delete set null`);
    this.addSql(`
      alter table chatbot.subscribers
        alter column channel drop default,
        alter column status drop default`);
    // A page of the list is read from this index, and the next follows on it.
    this.addSql(`drop index chatbot.subscribers_bot_id_index`);
    this.addSql(`create index subscribers_bot_id_id_index on chatbot.subscribers (bot_id, id)`);
    this.addSql(`
      create index subscribers_contact_index on chatbot.subscribers
        (bot_id, ltrim(coalesce(phone, ''), '+'), lower(coalesce(email, '')))`);
    this.addSql(`alter table chatbot.messages rename column direction to type`);
    this.addSql(`
      alter table chatbot.messages
        add column medium text not null default 'chat',
        add column media_type text not null default 'text',
        add column payload jsonb null,
        add column mid text null,
        add column node_id bigint null,
        add column agent_id bigint null,
        add column installation_id text null,
        add constraint messages_node_id_foreign foreign key (node_id)
          references chatbot.nodes (id) on delete set null,
        add constraint messages_agent_id_foreign foreign key (agent_id)
          references chatbot.agents (id) on delete set null`);
    this.addSql(`update chatbot.messages set mid = 'm' || id`);
    this.addSql(`
      alter table chatbot.messages
        alter column medium drop default,
        alter column media_type drop default,
        alter column mid set not null`);
    this.addSql(`create index messages_mid_index on chatbot.messages (mid)`);
    this.addSql(`
      update chatbot.subscribers set last_message_at = said.at, last_interaction_at = said.in_at, last_message_type = 'text'
      from (
        select subscriber_id, max(sent_at) as at, max(sent_at) filter (where type = 'in') as in_at
        from chatbot.messages group by subscriber_id
      ) as said
      where said.subscriber_id = subscribers.id`);
    this.addSql(`
      create table chatbot.subscriber_tags (
        subscriber_id bigint not null,
        tag_id bigint not null,
        added_at timestamptz not null,
        constraint subscriber_tags_pkey primary key (subscriber_id, tag_id),
        constraint subscriber_tags_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade,
        constraint subscriber_tags_tag_id_foreign foreign key (tag_id) references chatbot.tags (id) on delete cascade
      )`);
    this.addSql(`create index subscriber_tags_tag_id_index on chatbot.subscriber_tags (tag_id)`);
  }
}
