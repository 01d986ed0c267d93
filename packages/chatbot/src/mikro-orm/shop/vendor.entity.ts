import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const VendorSchema = defineEntity({
  name: 'Vendor',
  schema: 'chatbot',
  tableName: 'vendors',
  uniques: [{ name: 'vendors_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
  },
});

/** Who makes or delivers a product. */
export class Vendor extends VendorSchema.class {}
VendorSchema.setClass(Vendor);
