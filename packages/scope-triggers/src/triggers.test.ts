import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { triggers } from './triggers.ts';

const sample = useSampleChatbot();
describeScopePlugin(triggers, sample);

const call = createCaller(triggers);
const user_ns = 'f123u456';

test('a trigger is written down with its context and starts its sub flow', async () => {
  await sample.withHost(
    async (bot, { em }) => {
      const body = { user_ns, trigger_name: 'product_viewed', context: { product_id: '7' } };
      expect(await call(bot, 'flowBotUserAppTrigger', { body })).toEqual({ status: 'ok' });
      expect((await bot.sending.conversation(user_ns)).map(({ content }) => content)).toEqual([
        'Hi',
        'Welcome aboard!',
        'Here is how to begin.',
      ]);
      const firings = await em.execute('select installation_id, context from chatbot.trigger_firings');
      expect(firings).toEqual([{ installation_id: 'ins_1', context: { product_id: '7' } }]);
    },
    { installationId: 'ins_1' },
  );
});

test.each([
  [{ user_ns, trigger_name: 'nothing' }, 'not_found'],
  [{ user_ns, trigger_name: 'other_trigger' }, 'not_found'],
  [{ user_ns: 'f124u9001', trigger_name: 'product_viewed' }, 'not_found'],
  [{ user_ns, trigger_name: 'product_viewed', context: { text: 'x'.repeat(30_000) } }, 'invalid_input'],
  [{ user_ns, trigger_name: 'product_viewed', context: { text: '\0' } }, 'invalid_input'],
])('refuses %j with %s, and starts nothing', async (body, code) => {
  await sample.withHost(async (bot, { em }) => {
    await expect(call(bot, 'flowBotUserAppTrigger', { body })).rejects.toMatchObject({ code });
    expect(await bot.sending.conversation(user_ns)).toHaveLength(1);
    expect(await em.execute('select 1 from chatbot.trigger_firings')).toEqual([]);
  });
});
