import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { ProductType } from './product-type.entity.ts';
import { Vendor } from './vendor.entity.ts';

const ProductSchema = defineEntity({
  name: 'Product',
  schema: 'chatbot',
  tableName: 'products',
  indexes: [{ name: 'products_bot_id_id_index', properties: ['bot', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    type: () => mayPointTo(ProductType),
    vendor: () => mayPointTo(Vendor),
    name: p.text(),
    description: p.text(),
    image: p.text().nullable().strictNullable(),
    tracksStock: p.boolean(),
    usesVariants: p.boolean(),
  },
});

/** Something the workspace sells. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product);
