import { Migration } from '@mikro-orm/migrations';

/** Ticket lists with their columns, comments and log. */
export class AddTickets extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.ticket_lists (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        code text not null,
        icon text null,
        is_live boolean not null,
        constraint ticket_lists_bot_id_name_unique unique (bot_id, name),
        constraint ticket_lists_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.ticket_fields (
        id bigserial primary key,
        list_id bigint not null,
        column_name text not null,
        title text not null,
        position int not null,
        options jsonb null,
        constraint ticket_fields_list_id_column_name_unique unique (list_id, column_name),
        constraint ticket_fields_list_id_foreign foreign key (list_id) references chatbot.ticket_lists (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.tickets (
        id bigserial primary key,
        list_id bigint not null,
        subscriber_id bigint null,
        title text not null,
        values jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint tickets_list_id_foreign foreign key (list_id) references chatbot.ticket_lists (id) on delete cascade,
        constraint tickets_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete set null
      )`);
    this.addSql(`create index tickets_list_id_id_index on chatbot.tickets (list_id, id)`);
    this.addSql(`
      create table chatbot.ticket_comments (
        id bigserial primary key,
        ticket_id bigint not null,
        agent_id bigint null,
        content text not null,
        file text null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint ticket_comments_ticket_id_foreign foreign key (ticket_id) references chatbot.tickets (id) on delete cascade,
        constraint ticket_comments_agent_id_foreign foreign key (agent_id) references chatbot.agents (id) on delete set null
      )`);
    this.addSql(`create index ticket_comments_ticket_id_id_index on chatbot.ticket_comments (ticket_id, id)`);
    this.addSql(`
      create table chatbot.ticket_changes (
        id bigserial primary key,
        list_id bigint not null,
        ticket_id bigint not null,
        subscriber_id bigint null,
        action text not null,
        column_name text null,
        value bigint null,
        created_at timestamptz not null,
        constraint ticket_changes_list_id_foreign foreign key (list_id) references chatbot.ticket_lists (id) on delete cascade
      )`);
    this.addSql(`create index ticket_changes_list_id_id_index on chatbot.ticket_changes (list_id, id)`);
  }
}
