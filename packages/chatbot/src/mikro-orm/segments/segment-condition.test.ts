import { expect, test } from 'vitest';
import type { SegmentRule } from '../../port/segments.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { segmentCondition } from './segment-condition.ts';

const { withHost } = useSampleChatbot();

const ada = 456;
const others = [111, 222, 333];
const everybody = [...others, ada];

test.each<[SegmentRule[], number[]]>([
  [[], everybody],
  [[{ is: 'tagged', tag: 456 }], [ada]],
  [[{ is: 'tagged', tag: 456, not: true }], others],
  [[{ is: 'labelled', label: 12 }], [ada]],
  [[{ is: 'labelled', label: 12, not: true }], others],
  [[{ is: 'channel', channel: 'web' }], others],
  [[{ is: 'opted-in', to: 'email' }], [ada]],
  [[{ is: 'opted-in', to: 'email', not: true }], others],
  [[{ is: 'opted-in', to: 'sms' }], []],
  [[{ is: 'field', field: 345, equals: 'London' }], [ada]],
  [[{ is: 'field', field: 345, equals: 'Lond%' }], []],
  [[{ is: 'field', field: 345, equals: null }], []],
  [[{ is: 'event', event: 21 }], [ada]],
  [[{ is: 'event', event: 21, not: true }], others],
  [
    [
      { is: 'tagged', tag: 568 },
      { is: 'channel', channel: 'web' },
    ],
    [111],
  ],
  [
    [
      { is: 'tagged', tag: 456 },
      { is: 'tagged', tag: 568 },
    ],
    [],
  ],
])('%j are the subscribers %j', async (rules, expected) => {
  await withHost(async (_, { em }) => {
    const { sql, params } = segmentCondition(rules);
    const rows = await em.execute<{ id: string }[]>(
      `select id from chatbot.subscribers where bot_id = ? and ${sql} order by id`,
      [123, ...params],
    );
    expect(rows.map(({ id }) => Number(id))).toEqual(expected);
  });
});

test('compares a stored number as a number, and text with quotes and question marks as it is', async () => {
  await withHost(async (_, { em }) => {
    await em.execute(
      `insert into chatbot.subscriber_fields values (111, 346, '2.50'), (222, 351, '"what''s \\"new\\"?"')`,
    );
    const found = async (rule: SegmentRule) => {
      const { sql, params } = segmentCondition([rule]);
      return em.execute(`select id from chatbot.subscribers where ${sql}`, params);
    };
    expect(await found({ is: 'field', field: 346, equals: 2.5 })).toHaveLength(1);
    expect(await found({ is: 'field', field: 351, equals: `what's "new"?` })).toHaveLength(1);
  });
});

test('values never become part of the SQL', () => {
  const channel = `web' or true --`;
  expect(segmentCondition([{ is: 'channel', channel }])).toEqual({
    sql: 'subscribers.channel = ?',
    params: [channel],
  });
});
