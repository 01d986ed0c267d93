import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/resume-bot` */
export const resumeBot = defineOperation({
  id: 'flowBotUserResumeBot',
  method: 'post',
  path: '/subscriber/resume-bot',
  scope: 'subscribers:manage',
  summary: 'Restart automation.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.chats.resumeBot(body.user_ns);
    return ok;
  },
});
