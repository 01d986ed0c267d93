import { MailRow } from './mail.entity.ts';
import { CreateMail } from './migrations/0001-create-mail.ts';
import { SealedWords } from './migrations/0002-sealed-words.ts';

/** The PostgreSQL schema `mail`: its entities, and its migrations in order. */
export const mailTables = {
  schema: 'mail',
  // Mails carry links that work once, and those that wait may have been sent since.
  passing: ['messages'],
  sealed: [{ kind: 'bytes' as const, table: 'messages', column: 'sealed', context: 'id', before: 'mail/' }],
  entities: [MailRow],
  migrations: [
    { name: 'mail-0001-create', class: CreateMail },
    { name: 'mail-0002-sealed-words', class: SealedWords },
  ],
};
