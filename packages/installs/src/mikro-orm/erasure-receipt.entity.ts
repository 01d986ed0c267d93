import { defineEntity, p } from '@mikro-orm/core';
import type { ErasureReason, ReceiptInput } from '../erasure-receipt.ts';

const ErasureReceiptSchema = defineEntity({
  name: 'ErasureReceiptRow',
  schema: 'installs',
  tableName: 'erasure_receipts',
  properties: {
    id: p.text().primary(),
    installationId: p.text().index('erasure_receipts_installation_index'),
    workspaceId: p.text(),
    appId: p.text(),
    version: p.text(),
    erasedAt: p.datetime().columnType('timestamptz'),
    reason: p.text().$type<ErasureReason>(),
    erased: p.json<ReceiptInput[]>(),
    remembered: p.json<ReceiptInput[]>(),
  },
});

/** One row of `installs.erasure_receipts`: that something was erased. Rows are only ever added; a trigger refuses everything else. */
export class ErasureReceiptRow extends ErasureReceiptSchema.class {}
ErasureReceiptSchema.setClass(ErasureReceiptRow);
