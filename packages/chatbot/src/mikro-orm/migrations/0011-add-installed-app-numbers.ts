import { Migration } from '@mikro-orm/migrations';

/** Numbers for installations, which the platform API calls by number. */
export class AddInstalledAppNumbers extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.installed_app_numbers (
        id bigserial primary key,
        bot_id bigint not null,
        installation_id text not null,
        constraint installed_app_numbers_installation_id_unique unique (installation_id),
        constraint installed_app_numbers_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`create index installed_app_numbers_bot_id_index on chatbot.installed_app_numbers (bot_id)`);
  }
}
