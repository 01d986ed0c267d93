import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { customEvents } from './custom-events.ts';

const sample = useSampleChatbot();
describeScopePlugin(customEvents, sample);

const call = createCaller(customEvents);
const now = new Date('2026-11-24T12:00:00Z');
const at = (iso: string) => ({ now: () => new Date(iso) });

test('what is logged is read from a first id on', async () => {
  await sample.withHost(async (bot) => {
    const log = (user_ns: string, text_value: string) =>
      call(bot, 'flowBotUserLogCustomEvent', {
        body: { user_ns, event_name: 'Purchase', text_value, number_value: 2, price_value: 350 },
      });
    await log('f123u456', 'pear');
    await log('f123u111', 'plum');
    const read = async (query: object) =>
      (
        (await call(bot, 'flowEventsData', { query: { event_ns: 'f123e21', ...query } })) as {
          items: { id: number; text_value: string }[];
        }
      ).items;
    const all = await read({});
    expect(all.map(({ text_value: text }) => text)).toEqual(['apple', 'pear', 'plum']);
    expect(all[1]).toMatchObject({ event_ns: 'f123e21', user_ns: 'f123u456', number_value: '2', price_value: '350' });
    expect((await read({ start_id: all[1]?.id, limit: 1 })).map(({ text_value: text }) => text)).toEqual(['pear']);
    expect(await read({ start_time: Math.floor(Date.now() / 1000) + 60 })).toEqual([]);
  });
});

test('counts by day and by text, people once', async () => {
  await sample.withHost(async (bot, { em }) => {
    const log = async (iso: string, subscriber: number, text: string | null) => {
      await em.execute(
        'insert into chatbot.event_occurrences (event_id, subscriber_id, text_value, created_at) values (21, ?, ?, ?::timestamptz)',
        [subscriber, text, iso],
      );
    };
    await em.execute('delete from chatbot.event_occurrences where event_id = 21');
    await log('2026-11-22T23:59:59Z', 456, 'apple');
    await log('2026-11-23T00:00:00Z', 456, 'apple');
    await log('2026-11-23T10:00:00Z', 456, 'pear');
    await log('2026-11-23T23:59:59Z', 111, 'apple');
    await log('2026-11-24T00:00:00Z', 111, null);
    const summary = (range: string) => call(bot, 'flowEventsSummary', { query: { event_ns: 'f123e21', range } });
    expect(await summary('yesterday')).toEqual({
      data: {
        event_ns: 'f123e21',
        name: 'Purchase',
        description: '',
        text_label: 'Product',
        number_label: 'Amount',
        price_label: 'Price',
      },
      start_date: '2026-11-23 00:00:00',
      end_date: '2026-11-23 23:59:59',
      stats: [{ start_date: '2026-11-23', num: 3, unique_user_num: 2 }],
      text_values: [
        { text_value: 'apple', num: 2, unique_user_num: 2 },
        { text_value: 'pear', num: 1, unique_user_num: 1 },
      ],
      total: { num: 3, unique_user_num: 2 },
      status: 'ok',
    });
    const week = (await summary('last_7_days')) as { stats: { num: number }[]; total: { num: number } };
    expect(week.stats.map(({ num }) => num)).toEqual([0, 0, 0, 0, 0, 1, 3]);
    expect(week.total.num).toBe(4);
  }, at(now.toISOString()));
});

test.each([
  ['flowEventsData', { query: { event_ns: 'f124e9001' } }, 'not_found'],
  ['flowEventsData', { query: { event_ns: 'f123e9001' } }, 'not_found'],
  ['flowEventsData', { query: { event_ns: 'f123e21', start_time: 1 } }, 'invalid_input'],
  ['flowEventsSummary', { query: { event_ns: 'f123e21', range: 'tomorrow' } }, 'invalid_input'],
  ['flowBotUserLogCustomEvent', { body: { user_ns: 'f123u456', event_name: 'Other event' } }, 'not_found'],
  ['flowBotUserLogCustomEvent', { body: { user_ns: 'f124u9001', event_name: 'Purchase' } }, 'not_found'],
  [
    'flowBotUserLogCustomEvent',
    { body: { user_ns: 'f123u456', event_name: 'Purchase', number_value: 1.5 } },
    'invalid_input',
  ],
])('%s refuses %j with %s', async (id, input, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, input)).rejects.toMatchObject({ code });
  });
});
