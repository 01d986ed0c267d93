import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { InstalledApp, InstalledApps } from '../../port/mini-apps.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const { withHost } = useSampleChatbot();

test('numbers an app when it is first listed, and calls it by that from then on', async () => {
  await withHost(async ({ miniApps }) => {
    const { items, total } = await miniApps.list();
    expect(total).toBe(2);
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      [7, 'Tag Sync'],
      [expect.any(Number), 'Bookings'],
    ]);
    expect(await miniApps.list()).toMatchObject({ items });
    expect(await miniApps.list({ name: 'book' })).toMatchObject({ items: [items[1]], total: 1 });
    expect(await miniApps.list({ limit: 1, page: 2 })).toMatchObject({ items: [items[1]], total: 2 });
    expect(await miniApps.list({ page: 3 })).toMatchObject({ items: [], total: 2 });
  });
});

test('hands keys to the installation behind the number, and to no other', async () => {
  const handed: unknown[] = [];
  const installedApps: InstalledApps = {
    list: async () => [],
    replaceKeys: async (...call) => void handed.push(call),
  };
  await withHost(
    async ({ miniApps }, { other }) => {
      await miniApps.replaceKeys(7, { api_key: 'new' });
      for (const number of [9001, 8, 0, -1, 1.5, 2 ** 53]) {
        expect(await codeOf(miniApps.replaceKeys(number, { api_key: 'new' }))).toBe('not_found');
      }
      expect(await codeOf(other.miniApps.replaceKeys(7, { api_key: 'new' }))).toBe('not_found');
    },
    { installedApps },
  );
  expect(handed).toEqual([['ins_sample', { api_key: 'new' }]]);
});

test('a bot alone has no apps', async () => {
  await withHost(async (_own, { other }) => {
    expect(await other.miniApps.list()).toMatchObject({ items: [], total: 0 });
    expect(await codeOf(other.miniApps.replaceKeys(9001, { api_key: 'new' }))).toBe('not_found');
  });
});

test('eight requests at once give each app one number', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await createBot(db.em(), { workspaceId: 'ws_one', name: 'Bot' });
  const app = { appId: 'app', intro: '', logo: null, image: null, keyNames: [], status: 'active', version: '1.0.0' };
  const apps: InstalledApp[] = ['a', 'b', 'c'].map((title) => ({ ...app, title, installationId: `ins_${title}` }));
  const installedApps: InstalledApps = { list: async () => apps, replaceKeys: async () => {} };
  const list = () => createChatbot(db.em(), 'ws_one', { installedApps }).miniApps.list();
  const answers = await Promise.all(Array.from({ length: 8 }, list));
  const [first] = answers;
  expect(first?.items.map(({ title }) => title)).toEqual(['a', 'b', 'c']);
  for (const answer of answers) expect(answer).toEqual(first);
});
