import { defineEntity, p } from '@mikro-orm/core';

const BotSchema = defineEntity({
  name: 'Bot',
  schema: 'chatbot',
  tableName: 'bots',
  properties: {
    id: p.bigint('number').primary(),
    workspaceId: p.text().unique('bots_workspace_id_unique'),
    name: p.text(),
    mainFlow: p.json<string[]>(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
});

/** A workspace's bot; `mainFlow` holds the texts it begins with. */
export class Bot extends BotSchema.class {}
BotSchema.setClass(Bot);
