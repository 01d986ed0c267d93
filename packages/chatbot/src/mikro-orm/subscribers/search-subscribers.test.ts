import { expect, test } from 'vitest';
import type { SubscriberFilter } from '../../port/subscribers.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { BotSubscriber } from './subscriber.entity.ts';

const { withHost } = useSampleChatbot();

const ada = ['Ada Lovelace'];
const others = ['Katherine Johnson', 'Mary Jackson', 'Dorothy Vaughan'];
const everybody = [...others, ...ada];

test.each<[SubscriberFilter, string[]]>([
  [{}, everybody],
  [{ name: 'JACK' }, ['Mary Jackson']],
  [{ name: '%' }, []],
  [{ name: '_' }, []],
  [{ name: ' ', phone: '', email: '' }, everybody],
  // A plus that was not escaped in an address arrives as a space.
  [{ phone: ' 6141' }, ada],
  [{ email: 'ADA@' }, ada],
  [{ channel: 'whatsapp_cloud' }, ada],
  [{ channel: 'carrier pigeon' }, []],
  [{ optedInEmail: true }, ada],
  [{ optedInEmail: false }, others],
  [{ optedInSms: true }, []],
  [{ interactedLately: true }, ada],
  [{ interactedLately: false }, others],
  [{ botInteractedLately: false }, everybody],
  [{ messagedLately: true }, ada],
  [{ segmentNs: 'f123sg34' }, ada],
  [{ segmentNs: 'f123sg56' }, ada],
  [{ tagNs: 'f123t568' }, ['Katherine Johnson']],
  [{ labelId: 12 }, ada],
  [{ labelId: 13 }, []],
  [{ eventNs: 'f123e21' }, ada],
  [{ field: { ns: 'f123v345', value: 'London' } }, ada],
  [{ field: { ns: 'f123v345', value: 'Lond' } }, []],
  [{ field: { ns: 'f123v346', value: '7' } }, []],
  [{ tagNs: 'f123t456', name: 'mary' }, []],
  [{ limit: 2, page: 2 }, ['Dorothy Vaughan', ...ada]],
])('finds with %j', async (filter, names) => {
  await withHost(async ({ subscribers }) => {
    expect((await subscribers.search(filter)).items.map(({ name }) => name)).toEqual(names);
  });
});

test('a day ago is late, and a moment less is not', async () => {
  const now = new Date('2026-11-24T12:00:00Z');
  await withHost(
    async ({ subscribers }, { em }) => {
      const at = (time: string) => ({ lastInteractionAt: new Date(time) });
      await em.nativeUpdate(BotSubscriber, { id: 111 }, at('2026-11-23T12:00:00Z'));
      await em.nativeUpdate(BotSubscriber, { id: 222 }, at('2026-11-23T12:00:01Z'));
      const named = async (interactedLately: boolean) =>
        (await subscribers.search({ interactedLately, name: 'son' })).items.map(({ ns }) => ns);
      expect(await named(true)).toEqual(['f123u222']);
      expect(await named(false)).toEqual(['f123u111']);
    },
    { now: () => now },
  );
});

test.each<[SubscriberFilter, number]>([
  [{}, 4],
  [{ limit: 2 }, 4],
  [{ limit: 4 }, 4],
  [{ limit: 3, page: 2 }, 4],
  [{ limit: 3, page: 9 }, 4],
  [{ name: 'nobody' }, 0],
  [{ name: 'son', page: 9 }, 2],
])('says for %j how many there are in all', async (filter, total) => {
  await withHost(async ({ subscribers }) => expect((await subscribers.search(filter)).total).toBe(total));
});

test('answers subscribers with their tags and stored values', async () => {
  await withHost(async ({ subscribers }) => {
    const { items } = await subscribers.search();
    expect(items.map(({ tags, fields }) => [tags, fields])).toEqual([
      [[{ ns: 'f123t568', name: 'Trial' }], []],
      [[], []],
      [[], []],
      [
        [{ ns: 'f123t456', name: 'Newsletter' }],
        [{ ns: 'f123v345', name: 'City', type: 'text', description: null, value: 'London' }],
      ],
    ]);
  });
});

test.each<[SubscriberFilter, string]>([
  [{ tagNs: 'f124t9001' }, 'not_found'],
  [{ tagNs: 'f123t9001' }, 'not_found'],
  [{ tagNs: '' }, 'not_found'],
  [{ segmentNs: 'f124sg9001' }, 'not_found'],
  [{ segmentNs: 'f123s789' }, 'not_found'],
  [{ labelId: 9001 }, 'not_found'],
  [{ labelId: 1e21 }, 'not_found'],
  [{ labelId: 1.5 }, 'not_found'],
  [{ eventNs: 'f124e9001' }, 'not_found'],
  [{ field: { ns: 'f124v9001', value: '' } }, 'not_found'],
  [{ field: { ns: 'f123v360', value: '9 to 5' } }, 'not_found'],
  [{ field: { ns: 'f123v346', value: 'seven' } }, 'invalid_input'],
  [{ field: { ns: 'f123v345', value: '\0' } }, 'invalid_input'],
  [{ name: '\0' }, 'invalid_input'],
  [{ channel: '\ud800' }, 'invalid_input'],
  [{ limit: 0 }, 'invalid_input'],
  [{ page: 1_001 }, 'invalid_input'],
])('refuses %j with %s', async (filter, code) => {
  await withHost(async ({ subscribers }) => expect(await codeOf(subscribers.search(filter))).toBe(code));
});

test('lists each person with 50,000 bytes of user fields at most, and shows one person with all', async () => {
  await withHost(async ({ subscribers }, { em }) => {
    await em.execute(
      `with added as (
         insert into chatbot.fields (bot_id, kind, name, type, display_type, is_template)
         select 123, 'user', 'Long ' || i, 'longtext', 'default', false from generate_series(1, 5) as i returning id
       )
       insert into chatbot.subscriber_fields (subscriber_id, field_id, value)
       select subscribers.id, added.id, to_jsonb(repeat('x', 20000)) from chatbot.subscribers, added where bot_id = 123`,
    );
    const { items } = await subscribers.search();
    const longOnes = (fields: readonly { name: string; value: string }[]) =>
      fields.filter(({ name }) => name.startsWith('Long'));
    expect(items.map(({ fields }) => longOnes(fields).length)).toEqual(items.map(() => 2));
    for (const { fields } of items) for (const { value } of longOnes(fields)) expect(value).toHaveLength(20_000);
    expect(longOnes((await subscribers.find(items[0]!.ns)).fields)).toHaveLength(5);
  });
});
