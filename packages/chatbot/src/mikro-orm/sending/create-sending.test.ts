import { expect, test } from 'vitest';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { refuse } from '../../chatbot-error.ts';
import type { Channel, OutgoingMessage } from '../../port/channel.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { BotSubscriber } from '../subscribers/subscriber.entity.ts';

const { withHost } = useSampleChatbot();
const ada = { ns: 'f123u456' };
const katherine = { ns: 'f123u111' };
const now = new Date('2026-11-23T10:00:00.000Z');
const steps = ['Welcome aboard!', 'Here is how to begin.'];
const blank = { messages: [], actions: [], quickReplies: [], asAgent: false };

test('records a sent text in the conversation of that subscriber alone, with the app that sent it', async () => {
  await withHost(
    async ({ sending, overview }) => {
      const [sent] = await sending.text(ada, 'Your parcel is on its way.');
      expect(sent).toMatchObject({ type: 'out', content: 'Your parcel is on its way.', subFlowNs: null, sentAt: now });
      expect((await sending.conversation(ada.ns)).map(({ content }) => content)).toEqual(['Hi', sent?.content]);
      expect((await overview.person(ada.ns)).messages.at(-1)).toMatchObject({ installationId: 'ins_1' });
      expect(await sending.conversation(katherine.ns)).toEqual([]);
    },
    { now: () => now, installationId: 'ins_1' },
  );
});

test('records a sent sub flow as one message a node, by id, by name and by channel id', async () => {
  await withHost(async ({ sending }) => {
    const sent = await sending.subFlow(ada, { ns: 'f123s789' });
    expect(sent.map(({ content }) => content)).toEqual(steps);
    expect(await sending.conversation(ada.ns, 2)).toEqual(sent);
    await sending.subFlow({ userId: '61412345678' }, { name: ' Welcome ' });
    const said = await sending.conversation(ada.ns, 4);
    expect(said.map(({ content }) => content)).toEqual([...steps, ...steps]);
    expect(new Set(said.map(({ subFlowNs }) => subFlowNs))).toEqual(new Set(['f123s789']));
    expect(said.map(({ id }) => id)).toEqual(said.map(({ id }) => id).toSorted((a, b) => a - b));
  });
});

test('starts the main flow, or at a node', async () => {
  await withHost(async ({ sending }) => {
    await sending.mainFlow(ada);
    await sending.node(ada, 'f123n457');
    expect((await sending.conversation(ada.ns)).map(({ content }) => content)).toEqual([
      'Hi',
      'Hello! How can we help you today?',
      'Here is how to begin.',
    ]);
  });
});

test('hands every message to the channel, with all that reaches the person', async () => {
  const taken: OutgoingMessage[] = [];
  const channel: Channel = { deliver: async (message) => ({ mid: `wamid.${taken.push(message)}` }) };
  await withHost(
    async ({ sending }) => {
      await sending.email(ada, { subject: 'Your order', content: 'It is here.' });
      await sending.sms(ada, 'It is here.');
      const template = {
        medium: 'whatsapp_template',
        namespace: 'ns',
        name: 'order',
        lang: 'en',
        params: { 'BODY_{{1}}': 'Ada' },
      } as const;
      const [last] = await sending.template(ada, template);
      expect(last?.mid).toBe('wamid.3');
    },
    { channel },
  );
  const person = {
    userNs: ada.ns,
    channel: 'whatsapp_cloud',
    userId: '61412345678',
    email: 'ada@example.com',
    phone: '+61412345678',
  };
  expect(taken).toEqual([
    { ...person, medium: 'email', mediaType: 'text', content: 'It is here.', payload: { subject: 'Your order' } },
    { ...person, medium: 'sms', mediaType: 'text', content: 'It is here.', payload: null },
    {
      ...person,
      medium: 'whatsapp_template',
      mediaType: 'text',
      content: 'Template order (en)\nBODY_{{1}}: Ada',
      payload: { namespace: 'ns', name: 'order', lang: 'en', params: { 'BODY_{{1}}': 'Ada' } },
    },
  ]);
});

test('what the channel refuses is not recorded, nor what was to be sent with it', async () => {
  let calls = 0;
  const channel: Channel = {
    async deliver() {
      if ((calls += 1) === 2) throw refuse('conflict', 'The channel is closed.');
      return { mid: 'mid.1' };
    },
  };
  await withHost(
    async ({ sending }) => {
      expect(await codeOf(sending.subFlow(ada, { ns: 'f123s789' }))).toBe('conflict');
      expect(await sending.conversation(ada.ns)).toHaveLength(1);
    },
    { channel },
  );
});

test('a document sends its messages in order, changes the person, and goes on with a node', async () => {
  await withHost(async ({ sending, overview }) => {
    const sent = await sending.content(katherine, {
      messages: [
        { type: 'text', text: 'Look:', rest: {} },
        { type: 'image', url: 'https://pictures.example.com/1.png', rest: { caption: 'A fern' } },
      ],
      actions: [
        { action: 'add_tag', tagName: 'Newsletter' },
        { action: 'remove_tag', tagName: 'Trial' },
        { action: 'set_field_value', fieldName: 'Orders', value: '3' },
      ],
      quickReplies: [{ type: 'node', caption: 'Show', target: 'f123n456' }],
      goTo: 'Step 2',
      asAgent: true,
    });
    expect(sent.map(({ type, mediaType, content }) => [type, mediaType, content])).toEqual([
      ['agent', 'text', 'Look:'],
      ['agent', 'image', 'https://pictures.example.com/1.png'],
      ['out', 'text', 'Here is how to begin.'],
    ]);
    expect(sent[1]?.payload).toMatchObject({ caption: 'A fern', quick_replies: [{ caption: 'Show' }] });
    expect(await overview.person(katherine.ns)).toMatchObject({
      tags: ['Newsletter'],
      fields: [{ name: 'Orders', value: '3' }],
    });
    await sending.content(katherine, { ...blank, actions: [{ action: 'unset_field_value', fieldName: 'Orders' }] });
    expect((await overview.person(katherine.ns)).fields).toEqual([]);
  });
});

test('of a document that is refused nothing stays', async () => {
  await withHost(async ({ sending, overview }) => {
    const messages = [{ type: 'text' as const, text: 'Hello', rest: {} }];
    const addTag = { action: 'add_tag' as const, tagName: 'Newsletter' };
    const wrong = [
      { ...blank, messages, actions: [addTag, { action: 'add_tag' as const, tagName: 'No such tag' }] },
      { ...blank, messages, actions: [addTag], goTo: 'no-such-node' },
      { ...blank, actions: [addTag, { action: 'set_field_value' as const, fieldName: 'Orders', value: 'many' }] },
      { ...blank, messages: [{ type: 'image' as const, url: 'javascript:alert(1)', rest: {} }] },
      { ...blank, quickReplies: [{ caption: 'Alone' }] },
    ];
    const codes = [];
    for (const content of wrong) codes.push(await codeOf(sending.content(katherine, content)));
    expect(codes).toEqual(['not_found', 'not_found', 'invalid_input', 'invalid_input', 'invalid_input']);
    expect(await overview.person(katherine.ns)).toMatchObject({ tags: ['Trial'], messages: [] });
  });
});

test('a template adds the person where nobody has that number, once', async () => {
  await withHost(async ({ sending, overview }) => {
    const template = { medium: 'whatsapp_template', name: 'hello', lang: 'en' } as const;
    const to = { userId: '4915112345678' };
    expect(await codeOf(sending.template(to, template))).toBe('not_found');
    expect(await codeOf(sending.template({ userId: 'nobody' }, template, {}))).toBe('invalid_input');
    for (const firstName of ['Emmy', 'Somebody'])
      await sending.template(to, template, { firstName, lastName: 'Noether' });
    const { items } = await overview.people({ search: 'Noether' });
    expect(items).toMatchObject([{ name: 'Emmy Noether', channel: 'whatsapp_cloud' }]);
    expect((await overview.person(items[0]!.ns)).messages).toHaveLength(2);
  });
});

test.each(['4915112345678', '+4915112345678'])(
  'a template goes to who has the phone number %s already',
  async (phone) => {
    await withHost(async ({ sending, subscribers, overview }) => {
      const { ns } = await subscribers.create({ phone, firstName: 'Emmy' });
      const template = { medium: 'whatsapp_template', name: 'hello', lang: 'en' } as const;
      await sending.template({ userId: '4915112345678' }, template, { firstName: 'Somebody' });
      expect((await overview.person(ns)).messages).toHaveLength(1);
      expect((await subscribers.search({ phone: '4915112345678' })).total).toBe(1);
    });
  },
);

test('keeps backslashes in what a message or a context holds, and refuses what is no character', async () => {
  await withHost(async ({ sending, triggers }) => {
    const content = (rest: Record<string, unknown>) =>
      sending.content(katherine, {
        messages: [{ type: 'cards', rest }],
        actions: [],
        quickReplies: [],
        asAgent: false,
      });
    const rest = { path: 'C:\\udata', text: String.raw`\u0000` };
    expect(await content(rest)).toMatchObject([{ payload: rest }]);
    await triggers.fire(katherine.ns, 'product_viewed', rest);
    for (const odd of [{ text: 'a\0b' }, { list: ['\ud800'] }, { 'a\0': 1 }]) {
      expect(await codeOf(content(odd))).toBe('invalid_input');
      expect(await codeOf(triggers.fire(katherine.ns, 'product_viewed', odd))).toBe('invalid_input');
    }
  });
});

test('does not write to who unsubscribed, or who has no such address, and says why', async () => {
  await withHost(async ({ sending }, { em }) => {
    await expect(sending.email(katherine, { content: 'Hi' })).rejects.toThrow('has no e-mail address');
    await expect(sending.sms(katherine, 'Hi')).rejects.toThrow('has no phone number');
    await em.nativeUpdate(BotSubscriber, { id: 111 }, { unsubscribedAt: now });
    await expect(sending.text(katherine, 'Hi')).rejects.toThrow('has unsubscribed');
    expect(await sending.conversation(katherine.ns)).toEqual([]);
  });
});

test('sending shows in the list of people', async () => {
  await withHost(
    async ({ sending, overview }) => {
      await sending.text(katherine, 'Hello');
      expect((await overview.people()).items[0]).toMatchObject({
        name: 'Katherine Johnson',
        lastMessage: { content: 'Hello' },
      });
    },
    { now: () => new Date(Date.now() + 1_000) },
  );
});

test('reads only the last messages when asked for few', async () => {
  await withHost(async ({ sending }) => {
    for (const text of ['one', 'two', 'three']) await sending.text(ada, text);
    expect((await sending.conversation(ada.ns, 2)).map(({ content }) => content)).toEqual(['two', 'three']);
  });
});

test.each(['', ' \n', 'a\0b', 'x'.repeat(chatbotLimits.textLength + 1)])(
  'refuses a text it cannot send',
  async (text) => {
    await withHost(async ({ sending }) => {
      expect(await codeOf(sending.text(ada, text))).toBe('invalid_input');
      expect(await codeOf(sending.sms(ada, text))).toBe('invalid_input');
      expect(await sending.conversation(ada.ns)).toHaveLength(1);
    });
  },
);

test('refuses to send to nobody, to a stranger, or a sub flow or node that is none', async () => {
  await withHost(async ({ sending }, { other }) => {
    const refused = [
      () => sending.text({ ns: 'f123u999999999' }, 'Hello'),
      () => sending.text({ ns: 'f124u9001' }, 'Hello'),
      () => sending.text({ userId: '900100' }, 'Hello'),
      () => sending.subFlow(ada, { ns: 'f124s9001' }),
      () => sending.subFlow(ada, ada),
      () => sending.subFlow(ada, { name: 'Other flow' }),
      () => sending.node(ada, 'f124n9001'),
      () => sending.node(ada, 'f123n9001'),
      () => sending.mainFlow({ ns: 'nobody' }),
    ];
    for (const call of refused) expect(await codeOf(call())).toBe('not_found');
    expect(await sending.conversation(ada.ns)).toHaveLength(1);
    expect(await other.sending.conversation('f124u9001')).toHaveLength(1);
  });
});
