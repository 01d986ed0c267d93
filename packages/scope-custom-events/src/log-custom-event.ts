import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const wholeNumber = (description: string) =>
  z
    .number('Give a whole number.')
    .int('Give a whole number.')
    .optional()
    .meta({ description, examples: [2] });

/** `POST /subscriber/log-custom-event` */
export const logCustomEvent = defineOperation({
  id: 'flowBotUserLogCustomEvent',
  method: 'post',
  path: '/subscriber/log-custom-event',
  scope: 'custom-events:log',
  summary: 'Log an event for a subscriber.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      event_name: z
        .string('Give the name of the event as text.')
        .meta({ description: 'The name of a custom event of the bot.', examples: ['Purchase'] }),
      text_value: z
        .string('Give the text as text.')
        .optional()
        .meta({ description: 'What the text label of the event says; at most 1,000 characters.', examples: ['apple'] }),
      number_value: wholeNumber('What the number label of the event says.'),
      price_value: wholeNumber('What the price label of the event says, in minor units.'),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    const { text_value: text, number_value: number, price_value: price } = body;
    await host.events.log(body.user_ns, body.event_name, { text, number, price });
    return ok;
  },
});
