import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const InstalledAppNumberSchema = defineEntity({
  name: 'InstalledAppNumber',
  schema: 'chatbot',
  tableName: 'installed_app_numbers',
  uniques: [{ name: 'installed_app_numbers_installation_id_unique', properties: ['installationId'] }],
  indexes: [{ name: 'installed_app_numbers_bot_id_index', properties: ['bot'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    installationId: p.text(),
  },
});

/** The number that the platform API calls an installation by. */
export class InstalledAppNumber extends InstalledAppNumberSchema.class {}
InstalledAppNumberSchema.setClass(InstalledAppNumber);
