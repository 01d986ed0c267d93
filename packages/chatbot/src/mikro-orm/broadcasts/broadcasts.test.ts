import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { refuse } from '../../chatbot-error.ts';
import type { Channel, OutgoingMessage } from '../../port/channel.ts';
import { codeOf } from '../../testing/code-of.ts';
import { plantSample, useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';
import { BroadcastRunner } from './broadcast-runner.ts';

const { withHost } = useSampleChatbot();
const welcome = { subFlowNs: 'f123s789' };
const people = ['f123u111', 'f123u222', 'f123u456'];

/** A sample bot whose clock and channel are the test's; committed, so that several runners can work on it. */
async function openWorld(deliver: (message: OutgoingMessage) => void | Promise<void> = () => {}) {
  const db = await createTestDatabase(chatbotTables);
  await plantSample(db.em());
  await db.em().execute('delete from chatbot.broadcasts');
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const got: OutgoingMessage[] = [];
  const channel: Channel = {
    async deliver(message) {
      await deliver(message);
      return { mid: `mid.${got.push(message)}` };
    },
  };
  const now = () => clock.now();
  return {
    db,
    clock,
    got,
    bot: createChatbot(db.em(), 'ws_sample', { now, installationId: 'ins_1' }),
    runner: () => new BroadcastRunner({ orm: db.orm, channel, now }),
    /** Once that many transactions wait for another. */
    waiting: (count: number) =>
      vi.waitFor(async () => {
        const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        expect(await db.em().execute(sql)).toHaveLength(count);
      }, 10_000),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

test.each([
  [{ users: people }, 3],
  [{ userIds: ['61412345678', '61387625429'] }, 2],
  [{ tags: ['f123t456', 'f123t568'], except: [] }, 2],
  [{ tags: ['f123t456', 'f123t568'], except: ['f123t568'] }, 1],
  [{ segments: ['f123sg34'] }, 1],
  [{ segments: ['f123sg34', 'f123sg56'] }, 1],
])('reaches %j', async (audience, recipients) => {
  await withHost(async ({ broadcasts }) => {
    expect(await broadcasts.create({ audience, what: welcome })).toMatchObject({ recipients, status: 'New' });
  });
});

test.each([
  [{ users: ['f123u456', 'f124u9001'] }, 'not_found'],
  [{ users: [] }, 'invalid_input'],
  [{ userIds: ['900100'] }, 'not_found'],
  [{ tags: ['f124t9001'], except: [] }, 'not_found'],
  [{ tags: ['f123t456'], except: ['f124t9001'] }, 'not_found'],
  [{ segments: ['f124sg9001'] }, 'not_found'],
])('refuses %j with %s and writes nothing', async (audience, code) => {
  await withHost(async ({ broadcasts }) => {
    expect(await codeOf(broadcasts.create({ audience, what: welcome }))).toBe(code);
    expect((await broadcasts.list()).total).toBe(2);
  });
});

test('refuses another bot\u2019s flow, a rate out of bounds, and values that do not fit their fields', async () => {
  await withHost(async ({ broadcasts }) => {
    const audience = { users: people };
    const codes = [
      await codeOf(broadcasts.create({ audience, what: { subFlowNs: 'f124s9001' } })),
      await codeOf(broadcasts.create({ audience, what: welcome, maxPerMinute: 0 })),
      await codeOf(broadcasts.create({ audience, what: welcome, userFields: [{ ns: 'f123v346', value: 'many' }] })),
      await codeOf(broadcasts.create({ audience, what: welcome, botFields: [{ ns: 'f124v9002', value: 'x' }] })),
    ];
    expect(codes).toEqual(['not_found', 'invalid_input', 'invalid_input', 'not_found']);
  });
});

test('leaves out who unsubscribed, and is over at once when nobody is left', async () => {
  await withHost(async ({ broadcasts }, { em }) => {
    await em.execute('update chatbot.subscribers set unsubscribed_at = now() where id = 456');
    expect(await broadcasts.create({ audience: { tags: ['f123t456'], except: [] }, what: welcome })).toMatchObject({
      recipients: 0,
      status: 'Completed',
    });
  });
});

test('keeps to its rate, from its time on', async () => {
  await using world = await openWorld();
  const { bot, clock, got } = world;
  const runner = world.runner();
  const scheduledAt = new Date('2026-11-24T13:00:00Z');
  const { ns } = await bot.broadcasts.create({
    audience: { users: people },
    what: welcome,
    maxPerMinute: 2,
    scheduledAt,
  });
  const sentAfter = async (ms: number) => {
    clock.advance(ms);
    await runner.drain();
    return got.length / 2;
  };
  expect(await sentAfter(3_599_000)).toBe(0);
  expect(await sentAfter(1_000)).toBe(1);
  expect(await sentAfter(29_000)).toBe(1);
  expect(await sentAfter(1_000)).toBe(2);
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ ns, status: 'New', sent: 2, failed: 0 }] });
  expect(await sentAfter(30_000)).toBe(3);
  expect(await bot.broadcasts.list()).toMatchObject({
    items: [{ status: 'Completed', sent: 3, endedAt: clock.now() }],
  });
});

test('several runners at once send to everybody once', async () => {
  await using world = await openWorld();
  const { db, got } = world;
  const { subscribers, subFlows } = await createBot(db.em(), {
    workspaceId: 'ws_many',
    name: 'Many',
    subFlows: [{ name: 'News', steps: ['News!'] }],
    subscribers: Array.from({ length: 60 }, (_, index) => ({ name: `Person ${index}` })),
  });
  const many = createChatbot(db.em(), 'ws_many', { now: () => world.clock.now() });
  await many.broadcasts.create({
    audience: { users: subscribers.map(({ ns }) => ns) },
    what: { subFlowNs: subFlows[0]!.ns },
    maxPerMinute: 6_000,
  });
  world.clock.advance(60_000);
  await Promise.all([world.runner().drain(), world.runner().drain(), world.runner().drain()]);
  expect(got.map(({ userNs }) => userNs).toSorted()).toEqual(subscribers.map(({ ns }) => ns).toSorted());
  expect(await many.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 60 }] });
});

test('one whom it cannot reach stops nobody else, and is told apart', async () => {
  await using world = await openWorld((message) => {
    if (message.userNs === 'f123u222') throw refuse('conflict', 'The channel does not know them.');
  });
  const { bot, db } = world;
  await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 6_000 });
  world.clock.advance(1_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 2, failed: 1 }] });
  expect(await db.em().execute(`select reason from chatbot.broadcast_recipients where status = 'failed'`)).toEqual([
    { reason: 'The channel does not know them.' },
  ]);
  expect(await bot.sending.conversation('f123u222')).toEqual([]);
});

test('what fails on our side is tried again later, stops nobody else, and sends nobody twice', async () => {
  let isDown = true;
  await using world = await openWorld((message) => {
    if (isDown && message.userNs === 'f123u111') throw new Error('The line went dead.');
  });
  const { bot, clock } = world;
  await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 6_000 });
  clock.advance(1_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'New', sent: 2, failed: 0 }] });
  isDown = false;
  clock.advance(5_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 3 }] });
  for (const ns of people) {
    const said = await bot.sending.conversation(ns);
    expect(said.filter(({ subFlowNs }) => subFlowNs === 'f123s789')).toHaveLength(2);
  }
});

test('whoever is deleted while a broadcast is being made is passed over', async () => {
  await using world = await openWorld();
  const { bot, db } = world;
  const deleting = db.em();
  await deleting.begin();
  await deleting.execute('delete from chatbot.subscribers where id = 222');
  const made = bot.broadcasts.create({ audience: { users: people }, what: welcome });
  await world.waiting(1);
  await deleting.commit();
  expect(await made).toMatchObject({ recipients: 2, status: 'New' });
});

test('a person can be deleted while a broadcast is about to be sent to them; the deletion waits, and both end', async () => {
  await using world = await openWorld();
  const { bot, db, waiting } = world;
  await bot.broadcasts.create({ audience: { users: ['f123u111'] }, what: welcome });
  // Stops the runner between claiming somebody and writing to them, when it reads what the flow says.
  const pause = db.em();
  await pause.begin();
  await pause.execute('lock table chatbot.nodes in access exclusive mode');
  const drained = world.runner().drain();
  await waiting(1);
  const deleted = createChatbot(db.em(), 'ws_sample').subscribers.delete('f123u111');
  await waiting(2);
  await pause.rollback();
  await Promise.all([drained, deleted]);
  expect(await codeOf(bot.subscribers.find('f123u111'))).toBe('not_found');
  expect(world.got).toHaveLength(2);
});

test.each([
  ['gateway said: \0', 'gateway said: '],
  ['\ud800 is half', '\ufffd is half'],
  ['x'.repeat(9_000), 'x'.repeat(500)],
])('a channel\u2019s odd or endless words (%#) are cleaned and cut, and stop nobody else', async (detail, reason) => {
  await using world = await openWorld((message) => {
    if (message.userNs === 'f123u111') throw refuse('conflict', detail);
  });
  const { bot, db } = world;
  await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 6_000 });
  world.clock.advance(1_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 2, failed: 1 }] });
  const kept = await db.em().execute(`select reason from chatbot.broadcast_recipients where status = 'failed'`);
  expect(kept).toEqual([{ reason }]);
});

test('one whose sending cannot be recorded counts as tried, stops nobody else and is given up', async () => {
  await using world = await openWorld();
  const { bot, db, clock } = world;
  await db
    .em()
    .execute(
      `alter table chatbot.broadcast_recipients add constraint cannot_be_sent check (subscriber_id <> 111 or status <> 'sent')`,
    );
  await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 6_000 });
  clock.advance(1_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'New', sent: 2, failed: 0 }] });
  for (let attempt = 1; attempt < 5; attempt += 1) {
    clock.advance(3_600_000);
    await world.runner().drain();
  }
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 2, failed: 1 }] });
  expect(await bot.sending.conversation('f123u111')).toEqual([]);
});

test('what fails five times has failed, and says so', async () => {
  await using world = await openWorld(() => {
    throw new Error('The line is dead.');
  });
  const { bot, clock } = world;
  await bot.broadcasts.create({ audience: { users: ['f123u111'] }, what: welcome });
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await world.runner().drain();
    clock.advance(3_600_000);
  }
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Completed', sent: 0, failed: 1 }] });
});

test('cancelling stops everybody who waits, also in the middle; then it can be erased', async () => {
  await using world = await openWorld();
  const { bot, clock } = world;
  const { ns } = await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 1 });
  await world.runner().drain();
  expect(await codeOf(bot.broadcasts.delete(ns))).toBe('conflict');
  await bot.broadcasts.cancel(ns);
  clock.advance(600_000);
  await world.runner().drain();
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Cancelled', recipients: 3, sent: 1 }] });
  expect(await codeOf(bot.broadcasts.cancel(ns))).toBe('conflict');
  await bot.broadcasts.delete(ns);
  expect((await bot.broadcasts.list()).total).toBe(0);
  expect(await codeOf(bot.broadcasts.delete(ns))).toBe('not_found');
});

test('a cancellation that fails half way has cancelled nothing, and can be repeated', async () => {
  await using world = await openWorld();
  const { bot, db } = world;
  const { ns } = await bot.broadcasts.create({ audience: { users: people }, what: welcome, maxPerMinute: 1 });
  await db
    .em()
    .execute(`alter table chatbot.broadcast_recipients add constraint power_cut check (status <> 'cancelled')`);
  await expect(bot.broadcasts.cancel(ns)).rejects.toThrow('power_cut');
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'New' }] });
  await db.em().execute('alter table chatbot.broadcast_recipients drop constraint power_cut');
  await bot.broadcasts.cancel(ns);
  expect(await bot.broadcasts.list()).toMatchObject({ items: [{ status: 'Cancelled' }] });
});

test('a user field that a broadcast has still to set cannot be deleted, not even while the broadcast is being made', async () => {
  await using world = await openWorld();
  const { bot, db } = world;
  const making = db.em();
  await making.begin();
  const { ns } = await createChatbot(making, 'ws_sample').broadcasts.create({
    audience: { users: people },
    what: welcome,
    userFields: [{ ns: 'f123v346', value: '7' }],
  });
  const deleting = codeOf(createChatbot(db.em(), 'ws_sample').fields.deleteUserField({ ns: 'f123v346' }));
  await world.waiting(1);
  await making.commit();
  expect(await deleting).toBe('conflict');
  await bot.broadcasts.cancel(ns);
  await bot.fields.deleteUserField({ ns: 'f123v346' });
});

test('by e-mail to who has an address, with values stored for each, in the name of the app', async () => {
  await using world = await openWorld();
  const { bot, got } = world;
  const userFields = [{ ns: 'f123v346', value: '7' }];
  const botFields = [{ ns: 'f123v361', value: 20 }];
  await bot.broadcasts.create({
    audience: { users: people },
    what: welcome,
    type: 'EMAIL',
    maxPerMinute: 6_000,
    userFields,
    botFields,
  });
  expect((await bot.fields.listBotFields({ name: 'Discount' })).items).toMatchObject([{ value: '20' }]);
  world.clock.advance(1_000);
  await world.runner().drain();
  expect(got.map(({ userNs, medium }) => [userNs, medium])).toEqual([
    ['f123u456', 'email'],
    ['f123u456', 'email'],
  ]);
  const ada = await bot.overview.person('f123u456');
  expect(ada.fields).toContainEqual({ name: 'Orders', value: '7' });
  expect(ada.messages.at(-1)).toMatchObject({ installationId: 'ins_1' });
  expect((await bot.overview.person('f123u111')).fields).toEqual([]);
});

test('two broadcasts take turns by when each is due', async () => {
  await using world = await openWorld();
  const { bot, got, clock } = world;
  const { ns: other } = await bot.tags.create('Everybody');
  await bot.subscribers.addTags('f123u111', { ns: [other] });
  await bot.broadcasts.create({ audience: { users: people }, what: { subFlowNs: 'f123s790' }, maxPerMinute: 1 });
  await bot.broadcasts.create({ audience: { tags: [other], except: [] }, what: welcome });
  await world.runner().drain();
  expect(got.map(({ userNs }) => userNs)).toEqual(['f123u111', 'f123u111', 'f123u111']);
  clock.advance(60_000);
  await world.runner().drain();
  expect(got).toHaveLength(4);
});

/** A bot with many people beside the sample, who are written to as fast as may be. */
async function plantMany({ db, clock }: Awaited<ReturnType<typeof openWorld>>, count: number) {
  const { subscribers, subFlows } = await createBot(db.em(), {
    workspaceId: 'ws_many',
    name: 'Many',
    subFlows: [{ name: 'News', steps: ['News!'] }],
    subscribers: Array.from({ length: count }, (_, index) => ({ name: `Person ${index}` })),
  });
  const { broadcasts } = createChatbot(db.em(), 'ws_many', { now: () => clock.now() });
  const create = (maxPerMinute: number) =>
    broadcasts.create({
      audience: { users: subscribers.map(({ ns }) => ns) },
      what: { subFlowNs: subFlows[0]!.ns },
      maxPerMinute,
    });
  return { broadcasts, create };
}

test('after a downtime a broadcast goes on at its pace and makes up for a second at most', async () => {
  await using world = await openWorld();
  const { create } = await plantMany(world, 250);
  const runner = world.runner();
  const sentBy = async (ms: number) => {
    const before = world.got.length;
    world.clock.advance(ms);
    await runner.drain();
    return world.got.length - before;
  };
  await create(2);
  expect([await sentBy(3_600_000), await sentBy(29_999), await sentBy(1)]).toEqual([1, 0, 1]);
  await world.db.em().execute('delete from chatbot.broadcasts');
  await create(6_000);
  expect([await sentBy(3_600_000), await sentBy(500)]).toEqual([100, 50]);
});

test('a large broadcast holds up no other: a due one begins, ends and says so while the large one is sent', async () => {
  const listed: unknown[] = [];
  await using world = await openWorld(async ({ userNs }) => {
    if (userNs.startsWith('f123')) return;
    const [item] = (await createChatbot(world.db.em(), 'ws_sample').broadcasts.list()).items;
    listed.push(item && [item.status, item.sent]);
  });
  const { create } = await plantMany(world, 90);
  await create(6_000);
  world.clock.advance(500);
  const scheduledAt = new Date(world.clock.now().getTime() + 100);
  await world.bot.broadcasts.create({ audience: { users: ['f123u111'] }, what: welcome, scheduledAt });
  world.clock.advance(400);
  await world.runner().drain();
  expect(listed).toHaveLength(90);
  expect(listed[69]).toEqual(['Completed', 1]);
});

test('another bot\u2019s broadcasts are not there', async () => {
  await withHost(async ({ broadcasts }) => {
    for (const ns of ['f124b9001', 'f123b9001', 'f123b0', 'nothing']) {
      expect(await codeOf(broadcasts.cancel(ns))).toBe('not_found');
      expect(await codeOf(broadcasts.delete(ns))).toBe('not_found');
    }
    expect((await broadcasts.list({ status: 'Scheduled' })).items.map(({ name }) => name)).toEqual(['Tomorrow']);
  });
});
