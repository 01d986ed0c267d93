import { Migration } from '@mikro-orm/migrations';

/** What operators say to the author of a review that they hide. */
export class HiddenWords extends Migration {
  override up(): void {
    this.addSql(`alter table reviews.reviews add column hidden_words text null`);
  }
}
