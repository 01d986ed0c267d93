import { defineEntity, p } from '@mikro-orm/core';
import type { InstallationDelivery, InstallationKey, OfferedUpdate, StoredAuthInput } from '../installation.ts';
import type { InstallationStatus } from '../installation-moves.ts';

/** A delivery as JSON holds it: the time as ISO 8601. */
export type DeliveryJson = Omit<InstallationDelivery, 'nextAttemptAt'> & { nextAttemptAt: string | null };

/** An offered update as JSON holds it: the time as ISO 8601. */
export type OfferedUpdateJson = Omit<OfferedUpdate, 'since'> & { since: string };

const InstallationSchema = defineEntity({
  name: 'InstallationRow',
  schema: 'installs',
  tableName: 'installations',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    appId: p.text(),
    isTest: p.boolean().default(false),
    version: p.text(),
    status: p.text().$type<InstallationStatus>(),
    message: p.text().nullable().strictNullable(),
    scopes: p.array().columnType('text[]'),
    key: p.json<InstallationKey>().nullable().strictNullable(),
    authInputs: p.json<StoredAuthInput[]>(),
    formerAuthInputs: p.json<StoredAuthInput[]>().nullable().strictNullable(),
    responseValues: p.json<StoredAuthInput[]>(),
    delivery: p.json<DeliveryJson>().nullable().strictNullable(),
    appMayKnow: p.boolean(),
    offeredUpdate: p.json<OfferedUpdateJson>().nullable().strictNullable(),
    formerVersion: p.text().nullable().strictNullable(),
    versionSince: p.datetime().columnType('timestamptz'),
    createdAt: p.datetime().columnType('timestamptz'),
    activatedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    firstActiveAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    firstFailedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    lastAnswerAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    uninstalledAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
    erasedAt: p.datetime().columnType('timestamptz').nullable().strictNullable(),
  },
  indexes: [
    { name: 'installations_workspace_index', properties: ['workspaceId', 'createdAt', 'id'] },
    { name: 'installations_app_index', properties: ['appId', 'id'] },
  ],
  uniques: [
    {
      name: 'installations_live_unique',
      properties: ['workspaceId', 'appId'],
      where: `status <> 'uninstalled'`,
    },
  ],
});

/** One row of `installs.installations`; a workspace has one live row per app. */
export class InstallationRow extends InstallationSchema.class {}
InstallationSchema.setClass(InstallationRow);
