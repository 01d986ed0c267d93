import { ApiKey } from './api-key.entity.ts';
import { KeyAuditRow } from './audit-entry.entity.ts';
import { CreateKeys } from './migrations/0001-create-keys.ts';
import { CountScopeUses } from './migrations/0002-count-scope-uses.ts';
import { EndKeysEverywhere } from './migrations/0003-end-keys-everywhere.ts';
import { OneChangeAtATime } from './migrations/0004-one-change-at-a-time.ts';
import { SuspendKeys } from './migrations/0005-suspend-keys.ts';
import { Endings } from './migrations/0006-endings.ts';
import { KeyScopeUse } from './scope-use.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const keysTables = {
  schema: 'keys',
  // Read and written by statements alone.
  unmappedTables: ['rate_limits', 'endings', 'ledger'],
  passing: ['endings', 'ledger'],
  entities: [ApiKey, KeyAuditRow, KeyScopeUse],
  migrations: [
    { name: 'keys-0001-create', class: CreateKeys },
    { name: 'keys-0002-count-scope-uses', class: CountScopeUses },
    { name: 'keys-0003-end-keys-everywhere', class: EndKeysEverywhere },
    { name: 'keys-0004-one-change-at-a-time', class: OneChangeAtATime },
    { name: 'keys-0005-suspend-keys', class: SuspendKeys },
    { name: 'keys-0006-endings', class: Endings },
  ],
};
