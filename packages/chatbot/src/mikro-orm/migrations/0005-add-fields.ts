import { Migration } from '@mikro-orm/migrations';

/** Typed values, kept per subscriber or per bot. */
export class AddFields extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.fields (
        id bigserial primary key,
        bot_id bigint not null,
        kind text not null,
        name text not null,
        type text not null,
        description text null,
        display_type text not null,
        is_template boolean not null,
        value jsonb null,
        constraint fields_bot_id_kind_name_unique unique (bot_id, kind, name),
        constraint fields_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.subscriber_fields (
        subscriber_id bigint not null,
        field_id bigint not null,
        value jsonb not null,
        constraint subscriber_fields_pkey primary key (subscriber_id, field_id),
        constraint subscriber_fields_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade,
        constraint subscriber_fields_field_id_foreign foreign key (field_id) references chatbot.fields (id) on delete cascade
      )`);
    this.addSql(`create index subscriber_fields_field_id_index on chatbot.subscriber_fields (field_id)`);
  }
}
