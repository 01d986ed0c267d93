import { Migration } from '@mikro-orm/migrations';

/** Agents and their groups, and labels for subscribers. */
export class AddTeam extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.agents (
        id bigserial primary key,
        bot_id bigint not null,
        member_id text not null,
        name text not null,
        email text not null,
        image text null,
        role text not null,
        is_online boolean not null,
        is_member boolean not null,
        constraint agents_bot_id_member_id_unique unique (bot_id, member_id),
        constraint agents_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.agent_groups (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        image text null,
        assign_method text not null,
        online_first int not null,
        only_views_assigned boolean not null,
        constraint agent_groups_bot_id_name_unique unique (bot_id, name),
        constraint agent_groups_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.agent_group_members (
        agent_group_id bigint not null,
        agent_id bigint not null,
        weighting int not null,
        constraint agent_group_members_pkey primary key (agent_group_id, agent_id),
        constraint agent_group_members_agent_group_id_foreign foreign key (agent_group_id) references chatbot.agent_groups (id) on delete cascade,
        constraint agent_group_members_agent_id_foreign foreign key (agent_id) references chatbot.agents (id) on delete cascade
      )`);
    this.addSql(`create index agent_group_members_agent_id_index on chatbot.agent_group_members (agent_id)`);
    this.addSql(`
      create table chatbot.labels (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        constraint labels_bot_id_name_unique unique (bot_id, name),
        constraint labels_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.subscriber_labels (
        subscriber_id bigint not null,
        label_id bigint not null,
        constraint subscriber_labels_pkey primary key (subscriber_id, label_id),
        constraint subscriber_labels_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade,
        constraint subscriber_labels_label_id_foreign foreign key (label_id) references chatbot.labels (id) on delete cascade
      )`);
    this.addSql(`create index subscriber_labels_label_id_index on chatbot.subscriber_labels (label_id)`);
  }
}
