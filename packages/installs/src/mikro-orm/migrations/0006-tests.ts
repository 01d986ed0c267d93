import { Migration } from '@mikro-orm/migrations';

/** Which installations are tries of a developer's, in their sandbox: they count in no figure. */
export class Tests extends Migration {
  override up(): void {
    this.addSql('alter table "installs"."installations" add column "is_test" boolean not null default false');
  }
}
