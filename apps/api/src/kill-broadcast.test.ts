import { createBot, createChatbot } from '@minimart/chatbot/mikro-orm';
import { expect, test, vi } from 'vitest';
import { startSystem } from './testing/start-system.ts';

test('a broadcast outlives kill -9 of the processes that send it, and reaches everybody once', async () => {
  await using system = await startSystem();
  const workspaceId = await system.workspace({ owner: await system.person('owner') });
  const { subscribers, subFlows } = await createBot(system.em(), {
    workspaceId,
    name: 'Bot',
    subFlows: [{ name: 'News', steps: ['News!'] }],
    subscribers: Array.from({ length: 400 }, (_, index) => ({ name: `Person ${index}` })),
  });
  const { broadcasts } = createChatbot(system.em(), workspaceId);
  const users = subscribers.map(({ ns }) => ns);
  await broadcasts.create({ audience: { users }, what: { subFlowNs: subFlows[0]!.ns }, maxPerMinute: 3_000 });
  const sent = async () => (await broadcasts.list()).items[0]?.sent ?? 0;

  const [one, other] = [await system.start('dispatcher'), await system.start('dispatcher')];
  await vi.waitFor(async () => expect(await sent()).toBeGreaterThan(20), { timeout: 30_000, interval: 20 });
  await Promise.all([one.kill(), other.kill()]);
  expect(await sent()).toBeLessThan(users.length);
  await system.start('dispatcher');
  await vi.waitFor(async () => expect((await broadcasts.list()).items[0]?.status).toBe('Completed'), {
    timeout: 60_000,
    interval: 100,
  });
  const counts = await system.em().execute<{ said: string; people: string }[]>(
    `select said, count(*) as people from (
       select subscriber_id, count(*) as said from chatbot.messages group by subscriber_id
     ) as each group by said`,
  );
  expect(counts).toEqual([{ said: '1', people: '400' }]);
}, 120_000);
