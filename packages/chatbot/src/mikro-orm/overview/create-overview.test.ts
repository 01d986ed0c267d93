import { expect, test } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';

test('counts people, the messages of a day, and who carries which tag', async () => {
  await withHost(async ({ overview, sending, tags }) => {
    await sending.text({ ns: ada }, 'Hello');
    await tags.create('Unused');
    expect(await overview.bot()).toEqual({
      ns: 'f123',
      name: 'Sample',
      subscribers: 4,
      messagesToday: 2,
      tags: [
        { ns: 'f123t456', name: 'Newsletter', subscribers: 1 },
        { ns: 'f123t568', name: 'Trial', subscribers: 1 },
        { ns: expect.stringMatching(/^f123t/), name: 'Unused', subscribers: 0 },
      ],
    });
  });
});

test('lists people by who spoke last, with the end of the conversation', async () => {
  await withHost(async ({ overview }) => {
    const { items, total } = await overview.people();
    expect(total).toBe(4);
    expect(items[0]).toMatchObject({
      ns: ada,
      name: 'Ada Lovelace',
      tags: ['Newsletter'],
      lastMessage: { type: 'in', content: 'Hi' },
    });
    expect(items.slice(1).map(({ lastMessage }) => lastMessage)).toEqual([null, null, null]);
  });
});

test.each([
  [{ search: 'LOVE' }, ['Ada Lovelace']],
  [{ search: 'ada@' }, ['Ada Lovelace']],
  [{ search: '+6141' }, ['Ada Lovelace']],
  [{ search: '%' }, []],
  [{ search: 'else@' }, []],
  [{ tagNs: 'f123t568' }, ['Katherine Johnson']],
  [{ limit: 1, page: 2 }, ['Dorothy Vaughan']],
])('finds with %j', async (query, names) => {
  await withHost(async ({ overview }) => {
    expect((await overview.people(query)).items.map(({ name }) => name)).toEqual(names);
  });
});

test('says how many there are on a page beyond the last, too', async () => {
  await withHost(async ({ overview }) =>
    expect(await overview.people({ page: 9 })).toMatchObject({ items: [], total: 4 }),
  );
});

test('shows a person with tags, labels, stored values and the last messages, oldest first', async () => {
  await withHost(async ({ overview, sending }) => {
    for (const text of ['one', 'two']) await sending.text({ ns: ada }, text);
    const person = await overview.person(ada, 2);
    expect(person).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      tags: ['Newsletter'],
      labels: ['Lead'],
      fields: [{ name: 'City', value: 'London' }],
      unsubscribedAt: null,
    });
    expect(person.messages.map(({ type, content }) => [type, content])).toEqual([
      ['out', 'one'],
      ['out', 'two'],
    ]);
    expect(person.messages[0]?.sentAt).toBeInstanceOf(Date);
  });
});

test('another bot\u2019s people and tags are not there', async () => {
  await withHost(async ({ overview }) => {
    expect(await codeOf(overview.person('f124u9001'))).toBe('not_found');
    expect(await codeOf(overview.person('f123u9001'))).toBe('not_found');
    expect(await codeOf(overview.people({ tagNs: 'f124t9001' }))).toBe('not_found');
    expect((await overview.people({ tagNs: 'f123t9001' })).items).toEqual([]);
  });
});
