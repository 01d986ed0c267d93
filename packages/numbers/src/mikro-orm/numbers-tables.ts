import { DailyViews } from './daily-views.entity.ts';
import { CreateNumbers } from './migrations/0001-create-numbers.ts';
import { UninstallWordRow } from './uninstall-word.entity.ts';

/** The PostgreSQL schema `numbers`: its entities, and its migrations in order. What lives for a day has no entity. */
export const numbersTables = {
  schema: 'numbers',
  unmappedTables: ['salts', 'visitors'],
  entities: [DailyViews, UninstallWordRow],
  migrations: [{ name: 'numbers-0001-create', class: CreateNumbers }],
};
