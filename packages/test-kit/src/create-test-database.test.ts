import { Migration } from '@mikro-orm/migrations';
import { expect, test } from 'vitest';
import { createReceiver, createTestDatabase } from './index.ts';

class CreateThings extends Migration {
  override up() {
    this.addSql('create schema things');
    this.addSql('create table things.thing (id int primary key)');
  }
}
const tables = { schema: 'things', entities: [], migrations: [{ name: 'things-0001', class: CreateThings }] };

test('two databases of one template do not see each other', async () => {
  await using one = await createTestDatabase(tables);
  await using other = await createTestDatabase(tables);
  await one.em().execute('insert into things.thing values (1)');
  expect(await one.em().execute('select id from things.thing')).toEqual([{ id: 1 }]);
  expect(await other.em().execute('select id from things.thing')).toEqual([]);
});

test('a receiver remembers what it got and answers as told', async () => {
  await using receiver = await createReceiver(({ path }) => ({ status: path === '/no' ? 422 : 200, body: 'seen' }));
  const response = await fetch(`${receiver.url}/no?x=1`, { method: 'POST', body: 'hello' });
  expect([response.status, await response.text()]).toEqual([200, 'seen']);
  expect(receiver.requests).toMatchObject([{ method: 'POST', path: '/no?x=1', body: 'hello' }]);
});
