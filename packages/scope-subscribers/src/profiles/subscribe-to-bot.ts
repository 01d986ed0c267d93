import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/subscribe-to-bot` */
export const subscribeToBot = defineOperation({
  id: 'flowBotUserSubscribeToBot',
  method: 'post',
  path: '/subscriber/subscribe-to-bot',
  scope: 'subscribers:manage',
  summary: 'Subscribe the person to the bot.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.subscribe(body.user_ns);
    return ok;
  },
});
