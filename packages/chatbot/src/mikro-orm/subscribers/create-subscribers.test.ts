import { createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import type { NewSubscriber, Profile } from '../../port/subscribers.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { createBot } from '../bots/create-bot.ts';
import { chatbotTables } from '../chatbot-tables.ts';
import { createChatbot } from '../create-chatbot.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';
const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-25T12:00:00Z');

test('adds a subscriber with an id like f123u456', async () => {
  await withHost(
    async ({ subscribers }) => {
      const grace = await subscribers.create({
        firstName: ' Grace ',
        lastName: 'Hopper',
        email: ' Grace@example.com ',
        phone: '+61 (412) 34-00.00',
        gender: 'female',
        image: '',
      });
      expect(grace).toMatchObject({
        ns: expect.stringMatching(/^f123u\d+$/),
        name: 'Grace Hopper',
        firstName: 'Grace',
        email: 'Grace@example.com',
        phone: '+61412340000',
        gender: 'female',
        image: null,
        status: 'open',
        subscribedAt: now,
        unsubscribedAt: null,
        optedInThrough: 'api',
        optedInEmailAt: null,
        tags: [],
        fields: [],
      });
      expect(await subscribers.find(grace.ns)).toEqual(grace);
      expect((await subscribers.search()).items.at(-1)).toEqual(grace);
    },
    { now: () => now },
  );
});

test.each<[NewSubscriber, string]>([
  [{ phone: '61400000000', name: 'Grace', firstName: 'Ada' }, 'Grace'],
  [{ phone: '61400000000', name: ' ', firstName: 'Ada' }, 'Ada'],
  [{ phone: '61400000000', lastName: 'Lovelace' }, 'Lovelace'],
  [{ phone: '61400000000' }, ''],
])('calls the new subscriber %j "%s"', async (person, name) => {
  await withHost(async ({ subscribers }) => expect((await subscribers.create(person)).name).toBe(name));
});

test.each<NewSubscriber>([
  {},
  { phone: '', email: ' ' },
  { phone: 'call me' },
  { phone: '12' },
  { phone: '+61 412 345 678 901 234 567 890' },
  { email: 'ada' },
  { email: 'ada@example.com grace@example.com' },
  { email: `${'a'.repeat(254)}@example.com` },
  { email: '\0@example.com' },
  { phone: '123', name: 'x'.repeat(101) },
  { phone: '123', firstName: '\ud800' },
  { phone: '123', image: 'x'.repeat(2_001) },
  { phone: '123', fields: [{ ns: 'f123v346', value: 'seven' }] },
  { phone: '123', fields: [{ ns: 'f123v345', value: '\0' }] },
  { phone: '123', tags: ['\0'] },
])('refuses to add %j', async (person) => {
  await withHost(async ({ subscribers }) => {
    expect(await codeOf(subscribers.create(person))).toBe('invalid_input');
    expect((await subscribers.search()).total).toBe(4);
  });
});

test.each<[Profile, string]>([
  [{ phone: '+61412345678', email: 'ada@example.com' }, 'conflict'],
  [{ phone: '61412345678', email: 'ADA@example.com' }, 'conflict'],
  [{ phone: '+61412345678', email: '' }, 'answered'],
  [{ phone: '', email: 'ada@example.com' }, 'answered'],
  [{ phone: '+61412345678', email: 'family@example.com' }, 'answered'],
  // Somebody in another workspace's bot.
  [{ phone: '', email: 'else@example.com' }, 'answered'],
])('adding somebody with %j is %s', async (person, code) => {
  await withHost(async ({ subscribers }) => expect(await codeOf(subscribers.create(person))).toBe(code));
});

test('adds the same person once when asked many times at once', async () => {
  await using db = await createTestDatabase(chatbotTables);
  await createBot(db.em(), { workspaceId: 'ws_1', name: 'Bot' });
  const add = () => createChatbot(db.em(), 'ws_1').subscribers.create({ email: 'ada@example.com' });
  const attempts = Array.from({ length: 5 }, () => codeOf(add()));
  expect((await Promise.all(attempts)).filter((code) => code === 'answered')).toHaveLength(1);
});

test('adds a hundred people with tags and values in a handful of statements', async () => {
  await withHost(async ({ subscribers }, { em }) => {
    const people = Array.from({ length: 100 }, (_, index) => ({
      email: `person${index}@example.com`,
      name: `Person ${index}`,
      tags: ['Newsletter', 'No such tag', 'Newsletter', ''],
      fields: [
        { ns: 'f123v345', value: 'Bath' },
        { ns: 'f123v345', value: `City ${index}` },
        { ns: 'f123v346', value: `${index}` },
        { ns: 'f123v347', value: '' },
      ],
    }));
    using statements = vi.spyOn(em.getConnection(), 'execute');
    await subscribers.createMany(people);
    expect(statements.mock.calls.length).toBeGreaterThan(3);
    expect(statements.mock.calls.length).toBeLessThan(10);
    const { items, total } = await subscribers.search({ email: 'person' });
    expect(total).toBe(100);
    expect(items[7]).toMatchObject({
      name: 'Person 7',
      email: 'person7@example.com',
      tags: [{ name: 'Newsletter' }],
      fields: [
        { name: 'City', value: 'City 7' },
        { name: 'Orders', value: '7' },
      ],
    });
    const seven = await subscribers.search({ field: { ns: 'f123v346', value: '7.0' } });
    expect(seven.items.map(({ name }) => name)).toEqual(['Person 7']);
  });
});

test.each<[NewSubscriber, string]>([
  [{ email: 'first@example.com' }, 'conflict'],
  [{ email: 'ada@example.com', phone: '61412345678' }, 'conflict'],
  [{ email: 'broken' }, 'invalid_input'],
  [{ email: 'new@example.com', fields: [{ ns: 'f124v9001', value: 'x' }] }, 'not_found'],
  [{ email: 'new@example.com', fields: [{ ns: 'f123v361', value: '7' }] }, 'not_found'],
])('adds nobody when one of them is %j', async (person, code) => {
  await withHost(async ({ subscribers }) => {
    const people = [{ email: 'first@example.com' }, person];
    expect(await codeOf(subscribers.createMany(people))).toBe(code);
    expect((await subscribers.search()).total).toBe(4);
  });
});

test('adds nobody when there is nobody to add', async () => {
  await withHost(async ({ subscribers }) => {
    await subscribers.createMany([]);
    expect((await subscribers.search()).total).toBe(4);
  });
});

test('changes what is given and takes away what is empty', async () => {
  await withHost(async ({ subscribers }) => {
    const before = await subscribers.find(ada);
    const changes = { email: 'countess@example.com', phone: '', gender: 'female' } as const;
    const after = await subscribers.update(ada, changes);
    expect(after).toEqual({ ...before, ...changes, phone: null });
    expect(await subscribers.update(ada, {})).toEqual(after);
    expect(await subscribers.update(ada, { email: 'countess@example.com', phone: '' })).toEqual(after);
  });
});

test('a name made of first and last name follows them, one of its own stays', async () => {
  await withHost(async ({ subscribers }) => {
    expect(await subscribers.update(ada, { lastName: 'King' })).toMatchObject({ name: 'Ada King' });
    expect(await subscribers.update(ada, { name: 'The Countess' })).toMatchObject({ name: 'The Countess' });
    expect(await subscribers.update(ada, { lastName: 'Byron' })).toMatchObject({ name: 'The Countess' });
    expect(await subscribers.update(ada, { name: '' })).toMatchObject({ name: 'Ada Byron' });
  });
});

test.each<[string, Profile, string]>([
  ['f123u111', { email: 'ada@example.com', phone: '61412345678' }, 'conflict'],
  ['f123u111', { email: 'ada@example.com' }, 'answered'],
  [ada, { email: 'ADA@example.com' }, 'answered'],
  [ada, { email: 'ada' }, 'invalid_input'],
  ['f124u9001', { name: 'Taken over' }, 'not_found'],
  ['f123u9001', { name: 'Taken over' }, 'not_found'],
])('changing %s to %j is %s', async (userNs, changes, code) => {
  await withHost(async ({ subscribers }, { other }) => {
    expect(await codeOf(subscribers.update(userNs, changes))).toBe(code);
    expect((await other.subscribers.find('f124u9001')).name).toBe('Somebody Else');
  });
});

test('deletes a subscriber with all that hangs on them, once', async () => {
  await withHost(async ({ subscribers, tags }) => {
    await subscribers.delete(ada);
    expect(await codeOf(subscribers.find(ada))).toBe('not_found');
    expect(await codeOf(subscribers.delete(ada))).toBe('not_found');
    expect((await subscribers.search()).total).toBe(3);
    expect((await tags.list()).total).toBe(2);
  });
});

test('finds a subscriber by who they are on their channel, in this bot alone', async () => {
  await withHost(async ({ subscribers }) => {
    expect((await subscribers.findByUserId('61412345678')).ns).toBe(ada);
    for (const id of ['900100', '', '61412345678 '])
      expect(await codeOf(subscribers.findByUserId(id))).toBe('not_found');
    expect(await codeOf(subscribers.findByUserId('\0'))).toBe('invalid_input');
  });
});

test('a person leaves once and comes back once', async () => {
  let time = now;
  await withHost(
    async ({ subscribers }) => {
      const { subscribedAt } = await subscribers.find(ada);
      await subscribers.subscribe(ada);
      expect((await subscribers.find(ada)).subscribedAt).toEqual(subscribedAt);
      await subscribers.unsubscribe(ada);
      time = later;
      await subscribers.unsubscribe(ada);
      expect(await subscribers.find(ada)).toMatchObject({ subscribedAt, unsubscribedAt: now });
      await subscribers.subscribe(ada);
      expect(await subscribers.find(ada)).toMatchObject({ subscribedAt: later, unsubscribedAt: null });
    },
    { now: () => time },
  );
});

test('a consent keeps its first time until it is withdrawn', async () => {
  let time = now;
  await withHost(
    async ({ subscribers }) => {
      await subscribers.optIn(ada, 'sms');
      time = later;
      await subscribers.optIn(ada, 'sms');
      expect(await subscribers.find(ada)).toMatchObject({ optedInSmsAt: now, optedInEmailAt: expect.any(Date) });
      await subscribers.optOut(ada, 'email');
      await subscribers.optOut(ada, 'sms');
      expect(await subscribers.find(ada)).toMatchObject({ optedInSmsAt: null, optedInEmailAt: null });
    },
    { now: () => time },
  );
});

test.each(['f124u9001', 'f123u9001', 'f123t456', '', '\0', `f123u${'9'.repeat(30)}`])(
  'nothing can be done with "%s", which is no subscriber of this bot',
  async (userNs) => {
    await withHost(async ({ subscribers }, { other }) => {
      const before = await other.subscribers.find('f124u9001');
      const calls = [
        subscribers.find(userNs),
        subscribers.delete(userNs),
        subscribers.subscribe(userNs),
        subscribers.unsubscribe(userNs),
        subscribers.optIn(userNs, 'email'),
        subscribers.optOut(userNs, 'email'),
      ];
      for (const call of calls) expect(await codeOf(call)).toBe('not_found');
      expect(await other.subscribers.find('f124u9001')).toEqual(before);
    });
  },
);
