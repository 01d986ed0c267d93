import { defineEntity, p } from '@mikro-orm/core';
import type { SegmentRule } from '../../port/segments.ts';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const BotSegmentSchema = defineEntity({
  name: 'BotSegment',
  schema: 'chatbot',
  tableName: 'segments',
  uniques: [{ name: 'segments_bot_id_name_unique', properties: ['bot', 'name'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    name: p.text(),
    rules: p.json<readonly SegmentRule[]>(),
  },
});

/** A saved filter over subscribers. */
export class BotSegment extends BotSegmentSchema.class {}
BotSegmentSchema.setClass(BotSegment);
