import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { BotTrigger } from './trigger.entity.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const TriggerFiringSchema = defineEntity({
  name: 'TriggerFiring',
  schema: 'chatbot',
  tableName: 'trigger_firings',
  indexes: [{ name: 'trigger_firings_trigger_id_id_index', properties: ['trigger', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    trigger: () => belongsTo(BotTrigger),
    subscriber: () => belongsTo(BotSubscriber),
    installationId: p.text(),
    context: p.json<Record<string, unknown>>(),
    firedAt: p.datetime().columnType('timestamptz'),
  },
});

/** One call of a trigger. */
export class TriggerFiring extends TriggerFiringSchema.class {}
TriggerFiringSchema.setClass(TriggerFiring);
