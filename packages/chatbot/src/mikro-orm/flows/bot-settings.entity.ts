import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, mayPointTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const BotSettingsSchema = defineEntity({
  name: 'BotSettings',
  schema: 'chatbot',
  tableName: 'bot_settings',
  properties: {
    bot: () => belongsTo(Bot).primary(),
    startSubFlow: () => mayPointTo(BotSubFlow),
    webChatStartSubFlow: () => mayPointTo(BotSubFlow),
    aiProvider: p.text().nullable().strictNullable(),
    aiModel: p.text().nullable().strictNullable(),
    transcriptionModel: p.text(),
  },
});

/** What a bot does unless told otherwise; one row a bot. */
export class BotSettings extends BotSettingsSchema.class {}
BotSettingsSchema.setClass(BotSettings);
