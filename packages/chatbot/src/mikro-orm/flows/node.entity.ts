import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { BotSubFlow } from './sub-flow.entity.ts';

const BotNodeSchema = defineEntity({
  name: 'BotNode',
  schema: 'chatbot',
  tableName: 'nodes',
  uniques: [{ name: 'nodes_sub_flow_id_position_unique', properties: ['subFlow', 'position'] }],
  properties: {
    id: p.bigint('number').primary(),
    subFlow: () => belongsTo(BotSubFlow),
    position: p.integer(),
    name: p.text(),
    content: p.text(),
  },
});

/** One step of a sub flow: a text it says. A sub flow runs from a node to its last one. */
export class BotNode extends BotNodeSchema.class {}
BotNodeSchema.setClass(BotNode);
