import { Migration } from '@mikro-orm/migrations';

/** Bots and all that hangs on one; a bot that goes takes its tags, flows, subscribers and conversations along. */
export class CreateChatbot extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists chatbot`);
    this.addSql(`
      create table chatbot.bots (
        id bigserial primary key,
        workspace_id text not null,
        name text not null,
        main_flow jsonb not null,
        created_at timestamptz not null,
        constraint bots_workspace_id_unique unique (workspace_id)
      )`);
    this.addSql(`
      create table chatbot.tags (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        constraint tags_bot_id_name_unique unique (bot_id, name),
        constraint tags_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.sub_flows (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        steps jsonb not null,
        constraint sub_flows_bot_id_name_unique unique (bot_id, name),
        constraint sub_flows_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.subscribers (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        email text null,
        phone text null,
        subscribed_at timestamptz not null,
        constraint subscribers_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`create index subscribers_bot_id_index on chatbot.subscribers (bot_id)`);
    this.addSql(`
      create table chatbot.messages (
        id bigserial primary key,
        subscriber_id bigint not null,
        sub_flow_id bigint null,
        direction text not null,
        content text not null,
        sent_at timestamptz not null,
        constraint messages_subscriber_id_foreign foreign key (subscriber_id)
          references chatbot.subscribers (id) on delete cascade,
        constraint messages_sub_flow_id_foreign foreign key (sub_flow_id)
          references chatbot.sub_flows (id) on delete set null
      )`);
    // A conversation is read from its end.
    this.addSql(`create index messages_subscriber_id_id_index on chatbot.messages (subscriber_id, id)`);
  }
}
