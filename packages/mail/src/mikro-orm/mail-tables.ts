import { MailRow } from './mail.entity.ts';
import { CreateMail } from './migrations/0001-create-mail.ts';

/** The PostgreSQL schema `mail`: its entities, and its migrations in order. */
export const mailTables = {
  schema: 'mail',
  entities: [MailRow],
  migrations: [{ name: 'mail-0001-create', class: CreateMail }],
};
