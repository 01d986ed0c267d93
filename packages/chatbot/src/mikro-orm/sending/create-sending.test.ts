import { expect, test } from 'vitest';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';

const { withHost } = useSampleChatbot();
const ada = 'f123u456';
const now = new Date('2026-11-23T10:00:00.000Z');
const steps = ['Welcome aboard!', 'Here is how to begin.'];

test('records a sent text in the conversation of that subscriber alone', async () => {
  await withHost(
    async ({ sending }) => {
      const sent = await sending.sendText(ada, 'Your parcel is on its way.');
      expect(sent).toMatchObject({ type: 'out', content: 'Your parcel is on its way.', subFlowNs: null, sentAt: now });
      expect((await sending.conversation(ada)).map(({ content }) => content)).toEqual(['Hi', sent.content]);
      expect(await sending.conversation('f123u111')).toEqual([]);
    },
    { now: () => now },
  );
});

test('records a sent sub flow as one message a node, by id and by name', async () => {
  await withHost(async ({ sending }) => {
    const sent = await sending.sendSubFlow(ada, 'f123s789');
    expect(sent.map(({ content }) => content)).toEqual(steps);
    expect(await sending.conversation(ada, 2)).toEqual(sent);
    await sending.sendSubFlowByName(ada, ' Welcome ');
    const said = await sending.conversation(ada, 4);
    expect(said.map(({ content }) => content)).toEqual([...steps, ...steps]);
    expect(new Set(said.map(({ subFlowNs }) => subFlowNs))).toEqual(new Set(['f123s789']));
    expect(said.map(({ id }) => id)).toEqual(said.map(({ id }) => id).toSorted((a, b) => a - b));
  });
});

test('starts the main flow', async () => {
  await withHost(async ({ sending }) => {
    await sending.sendMainFlow(ada);
    expect((await sending.conversation(ada)).at(-1)?.content).toBe('Hello! How can we help you today?');
  });
});

test('reads only the last messages when asked for few', async () => {
  await withHost(async ({ sending }) => {
    for (const text of ['one', 'two', 'three']) await sending.sendText(ada, text);
    expect((await sending.conversation(ada, 2)).map(({ content }) => content)).toEqual(['two', 'three']);
  });
});

test.each(['', ' \n', 'a\0b', 'x'.repeat(chatbotLimits.textLength + 1)])(
  'refuses a text it cannot send',
  async (text) => {
    await withHost(async ({ sending }) => {
      expect(await codeOf(sending.sendText(ada, text))).toBe('invalid_input');
      expect(await sending.conversation(ada)).toHaveLength(1);
    });
  },
);

test('refuses to send to nobody, to a stranger, or a sub flow that is none', async () => {
  await withHost(async ({ sending }, { other }) => {
    expect(await codeOf(sending.sendText('f123u999999999', 'Hello'))).toBe('not_found');
    expect(await codeOf(sending.sendText('f124u9001', 'Hello'))).toBe('not_found');
    expect(await codeOf(sending.sendSubFlow(ada, 'f124s9001'))).toBe('not_found');
    expect(await codeOf(sending.sendSubFlow(ada, ada))).toBe('not_found');
    expect(await codeOf(sending.sendSubFlowByName(ada, 'Other flow'))).toBe('not_found');
    expect(await codeOf(sending.sendMainFlow('nobody'))).toBe('not_found');
    expect(await sending.conversation(ada)).toHaveLength(1);
    expect(await other.sending.conversation('f124u9001')).toHaveLength(1);
  });
});
