import { Migration } from '@mikro-orm/migrations';

/** Products and orders. */
export class AddShop extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.product_types (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        constraint product_types_bot_id_name_unique unique (bot_id, name),
        constraint product_types_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.vendors (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        constraint vendors_bot_id_name_unique unique (bot_id, name),
        constraint vendors_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.products (
        id bigserial primary key,
        bot_id bigint not null,
        type_id bigint null,
        vendor_id bigint null,
        name text not null,
        description text not null,
        image text null,
        tracks_stock boolean not null,
        uses_variants boolean not null,
        constraint products_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint products_type_id_foreign foreign key (type_id) references chatbot.product_types (id) on delete set null,
        constraint products_vendor_id_foreign foreign key (vendor_id) references chatbot.vendors (id) on delete set null
      )`);
    this.addSql(`create index products_bot_id_id_index on chatbot.products (bot_id, id)`);
    this.addSql(`
      create table chatbot.product_variants (
        id bigserial primary key,
        product_id bigint not null,
        name text not null,
        description text null,
        image text null,
        sku text null,
        barcode text null,
        price bigint not null,
        compare_price bigint null,
        quantity int not null,
        first_option text null,
        first_option_value text null,
        second_option text null,
        second_option_value text null,
        constraint product_variants_product_id_foreign foreign key (product_id) references chatbot.products (id) on delete cascade
      )`);
    this.addSql(`create index product_variants_product_id_id_index on chatbot.product_variants (product_id, id)`);
    this.addSql(`
      create table chatbot.orders (
        id bigserial primary key,
        bot_id bigint not null,
        subscriber_id bigint null,
        currency text not null,
        status text not null,
        total bigint not null,
        created_at timestamptz not null,
        constraint orders_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint orders_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete set null
      )`);
    this.addSql(`create index orders_bot_id_id_index on chatbot.orders (bot_id, id)`);
  }
}
