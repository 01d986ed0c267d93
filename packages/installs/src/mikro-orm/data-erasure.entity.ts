import { defineEntity, p } from '@mikro-orm/core';
import type { DataErasureStatus } from '../data-erasure.ts';

const DataErasureSchema = defineEntity({
  name: 'DataErasureRow',
  schema: 'installs',
  tableName: 'data_erasures',
  properties: {
    installationId: p.text().primary(),
    workspaceId: p.text(),
    appId: p.text(),
    version: p.text(),
    status: p.text().$type<DataErasureStatus>(),
    scheduledAt: p.datetime().columnType('timestamptz'),
    dueAt: p.datetime().columnType('timestamptz'),
    deliveryId: p.text().nullable().strictNullable(),
    attempts: p.integer().columnType('int'),
    nextAttemptAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    lastStatusCode: p.integer().columnType('int').nullable().strictNullable(),
    lastError: p.text().nullable().strictNullable(),
    settledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [
    { name: 'data_erasures_app_index', properties: ['workspaceId', 'appId'] },
    { name: 'data_erasures_due_index', properties: ['dueAt'], where: `status = 'scheduled'` },
  ],
});

/** One row of `installs.data_erasures`: the data-erasure request of an uninstalled installation. */
export class DataErasureRow extends DataErasureSchema.class {}
DataErasureSchema.setClass(DataErasureRow);
