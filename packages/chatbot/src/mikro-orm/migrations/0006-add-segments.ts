import { Migration } from '@mikro-orm/migrations';

/** Saved filters over subscribers. */
export class AddSegments extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.segments (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        rules jsonb not null,
        constraint segments_bot_id_name_unique unique (bot_id, name),
        constraint segments_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
  }
}
