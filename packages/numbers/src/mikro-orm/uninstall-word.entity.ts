import { defineEntity, p } from '@mikro-orm/core';
import type { UninstallReason } from '../uninstall-reason.ts';

const UninstallWordSchema = defineEntity({
  name: 'UninstallWordRow',
  schema: 'numbers',
  tableName: 'uninstall_words',
  properties: {
    installationId: p.text().primary(),
    appId: p.text(),
    saidAt: p.datetime().columnType('timestamptz'),
    reason: p.text().$type<UninstallReason>().nullable().strictNullable(),
    note: p.text().nullable().strictNullable(),
  },
  indexes: [
    { name: 'uninstall_words_app_index', properties: ['appId', 'saidAt'] },
    { name: 'uninstall_words_age_index', properties: ['saidAt'], where: 'note is not null' },
  ],
});

/** What was said when an installation ended. */
export class UninstallWordRow extends UninstallWordSchema.class {}
UninstallWordSchema.setClass(UninstallWordRow);
