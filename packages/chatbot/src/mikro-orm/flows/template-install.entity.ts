import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Bot } from '../bots/bot.entity.ts';

const TemplateInstallSchema = defineEntity({
  name: 'TemplateInstall',
  schema: 'chatbot',
  tableName: 'template_installs',
  indexes: [{ name: 'template_installs_bot_id_index', properties: ['bot'] }],
  properties: {
    id: p.bigint('number').primary(),
    bot: () => belongsTo(Bot),
    templateNs: p.text(),
    version: p.text(),
    scope: p.text(),
    canView: p.boolean(),
    canEdit: p.boolean(),
    allowRepublish: p.boolean(),
    autoUpdate: p.boolean(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
    uninstalledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
});

/** A template that was installed into a bot. */
export class TemplateInstall extends TemplateInstallSchema.class {}
TemplateInstallSchema.setClass(TemplateInstall);
