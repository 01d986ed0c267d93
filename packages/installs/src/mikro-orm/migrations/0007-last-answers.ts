import { Migration } from '@mikro-orm/migrations';

/** When the server of an app last answered. Of what is there already, the moment at which it confirmed the set-up is known. */
export class LastAnswers extends Migration {
  override up(): void {
    this.addSql('alter table installs.installations add column last_answer_at timestamptz null');
    this.addSql(`
      update installs.installations set last_answer_at = activated_at
      where delivery ->> 'topic' = 'subscribe' and delivery ->> 'status' = 'delivered'`);
  }
}
