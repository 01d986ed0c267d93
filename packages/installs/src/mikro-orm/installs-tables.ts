import { ConsentRow } from './consent.entity.ts';
import { DataErasureRow } from './data-erasure.entity.ts';
import { ErasureReceiptRow } from './erasure-receipt.entity.ts';
import { InstallationRow } from './installation.entity.ts';
import { CreateInstalls } from './migrations/0001-create-installs.ts';
import { Farewells } from './migrations/0002-farewells.ts';
import { RememberedInputsRow } from './remembered-inputs.entity.ts';

/** The PostgreSQL schema `installs`: its entities, and its migrations in order. */
export const installsTables = {
  schema: 'installs',
  entities: [InstallationRow, ConsentRow, ErasureReceiptRow, DataErasureRow, RememberedInputsRow],
  migrations: [
    { name: 'installs-0001-create', class: CreateInstalls },
    { name: 'installs-0002-farewells', class: Farewells },
  ],
};
