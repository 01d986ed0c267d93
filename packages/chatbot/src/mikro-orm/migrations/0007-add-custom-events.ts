import { Migration } from '@mikro-orm/migrations';

/** Events that a bot counts, and each time one occurred. */
export class AddCustomEvents extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.custom_events (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        description text null,
        text_label text null,
        number_label text null,
        price_label text null,
        constraint custom_events_bot_id_name_unique unique (bot_id, name),
        constraint custom_events_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.event_occurrences (
        id bigserial primary key,
        event_id bigint not null,
        subscriber_id bigint not null,
        text_value text null,
        number_value numeric null,
        price_value numeric null,
        created_at timestamptz not null,
        constraint event_occurrences_event_id_foreign foreign key (event_id) references chatbot.custom_events (id) on delete cascade,
        constraint event_occurrences_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade
      )`);
    this.addSql(`create index event_occurrences_event_id_id_index on chatbot.event_occurrences (event_id, id)`);
    this.addSql(`create index event_occurrences_subscriber_id_index on chatbot.event_occurrences (subscriber_id)`);
  }
}
