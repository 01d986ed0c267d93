import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/pause-bot` */
export const pauseBot = defineOperation({
  id: 'flowBotUserPauseBot',
  method: 'post',
  path: '/subscriber/pause-bot',
  scope: 'subscribers:manage',
  summary: 'Stop automation for a while.',
  description: 'The bot does not answer this person by itself; apps and agents still write.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      minutes: z
        .number('Give the number of minutes.')
        .int('Give the number of minutes as a whole number.')
        .min(1, 'Pause for at least one minute.')
        .max(525_600, 'Pause for at most 525,600 minutes: a year.')
        .meta({ description: 'For how many minutes; at most a year.', examples: [30] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.chats.pauseBot(body.user_ns, body.minutes);
    return ok;
  },
});
