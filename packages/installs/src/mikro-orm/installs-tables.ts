import { ConsentRow } from './consent.entity.ts';
import { InstallationRow } from './installation.entity.ts';
import { CreateInstalls } from './migrations/0001-create-installs.ts';

/** The PostgreSQL schema `installs`: its entities, and its migrations in order. */
export const installsTables = {
  schema: 'installs',
  entities: [InstallationRow, ConsentRow],
  migrations: [{ name: 'installs-0001-create', class: CreateInstalls }],
};
