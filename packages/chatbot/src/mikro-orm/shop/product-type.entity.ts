import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const ProductTypeSchema = defineEntity({
  name: 'ProductType',
  schema: 'chatbot',
  tableName: 'product_types',
  uniques: [{ name: 'product_types_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
  },
});

/** A kind of product. */
export class ProductType extends ProductTypeSchema.class {}
ProductTypeSchema.setClass(ProductType);
