import { expect, test } from 'vitest';
import { findBreakingSql, tablesMade } from './find-breaking-sql.ts';

test.each([
  'drop table mail.messages',
  'drop table if exists "mail"."messages"',
  'drop function keys.announce_change()',
  'alter table mail.messages drop column text',
  'alter table "mail"."messages" rename column "text" to "body"',
  'alter table mail.messages rename to letters',
  'alter table mail.messages alter column attempts type bigint',
  'alter table mail.messages alter column attempts set data type bigint',
  'alter table mail.messages add column kind text not null',
  'alter table mail.messages add column a text null, add column kind text not null, add column b int not null default 0',
  'alter table mail.messages alter column dedupe_key set not null',
  'alter table mail.messages alter column kind drop default',
  'alter table mail.messages add constraint kind_check check (kind <> 0)',
  'alter table mail.messages add constraint u unique (kind)',
  'create index messages_kind_index on mail.messages (kind)',
  'create unique index on mail.messages (kind)',
  'CREATE INDEX "x" ON "mail"."messages" ("kind")',
  'update mail.messages set kind = 1',
  'delete from mail.messages',
  'truncate mail.messages',
  'lock table mail.messages',
])('refuses what breaks the version before: %s', (statement) => {
  expect(findBreakingSql([statement])).toHaveLength(1);
});

test.each([
  'alter table mail.messages add column kind text null',
  `alter table mail.messages add column kind text not null default 'x'`,
  `alter table mail.messages add column kind text default 'x' not null, add column b int null`,
  'alter table mail.messages alter column kind drop not null',
  'alter table mail.messages add constraint kind_check check (kind <> 0) not valid',
  'create index concurrently messages_kind_index on mail.messages (kind)',
  'create table mail.letters (id text not null, kind text not null)',
  'create or replace function keys.announce_change() returns trigger language plpgsql as $$ begin update x set y = 1; end $$',
  'insert into keys.ledger (lineage, page) values (1, 2)',
])('takes what the version before does not notice: %s', (statement) => {
  expect(findBreakingSql([statement])).toEqual([]);
});

test('a table that the same migrations make may be changed as they like, also by a later one', () => {
  const first = ['create table mail.letters (id text)'];
  const more = [
    'create index on mail.letters (id)',
    'update mail.letters set id = 1',
    'alter table mail.letters drop column id',
  ];
  expect(findBreakingSql([...first, ...more])).toEqual([]);
  expect(findBreakingSql(more, new Set(tablesMade(first)))).toEqual([]);
  expect(findBreakingSql(more)).toHaveLength(3);
});

test('a statement that says why it is safe is taken at its word, and a word without a reason is not', () => {
  const statement = (reason: string) =>
    `create index x on mail.messages (kind) -- safe with the version before: ${reason}`;
  expect(findBreakingSql([statement('mails are few, since they are deleted after 30 days')])).toEqual([]);
  expect(findBreakingSql([statement('')])).toHaveLength(1);
  expect(findBreakingSql([statement('yes')])).toHaveLength(1);
});
