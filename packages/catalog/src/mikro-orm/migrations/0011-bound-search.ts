import { Migration } from '@mikro-orm/migrations';

/** Names and summaries are searched apart from descriptions. */
export class BoundSearch extends Migration {
  override up(): void {
    this.addSql('create index "listings_title_words_index" on "catalog"."listings" using gin ("title_words")');
  }
}
