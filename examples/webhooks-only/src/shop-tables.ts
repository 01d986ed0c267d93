import { Migration } from '@mikro-orm/migrations';

class CreateShop extends Migration {
  override up(): void {
    this.addSql('create schema shop');
    this.addSql(
      'create table shop.orders (id text primary key, item text not null, total int not null check (total > 0))',
    );
    this.addSql(`
      create table shop.subscriptions (
        endpoint_id text not null, topic text not null, url text not null, primary key (endpoint_id, topic))`);
  }
}

/** The shop's own tables: orders, and which endpoint wants to hear of what. */
export const shopTables = {
  schema: 'shop',
  entities: [],
  unmappedTables: ['orders', 'subscriptions'],
  migrations: [{ name: 'shop-0001-create', class: CreateShop }],
};
