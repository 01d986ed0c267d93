import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/app-trigger` */
export const fireTrigger = defineOperation({
  id: 'flowBotUserAppTrigger',
  method: 'post',
  path: '/subscriber/app-trigger',
  scope: 'triggers:fire',
  summary: 'Fire a mini-app trigger for a subscriber.',
  description: 'The sub flow that the workspace has bound to the name starts for that person.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      trigger_name: z
        .string('Give the name of the trigger as text.')
        .meta({ description: 'The name that the workspace has bound a sub flow to.', examples: ['product_viewed'] }),
      context: z
        .record(z.string(), z.unknown(), 'Give the context as an object.')
        .optional()
        .meta({
          description: 'What it is about; kept with the call.',
          examples: [{ product_id: '123', product_name: 'apple' }],
        }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.triggers.fire(body.user_ns, body.trigger_name, body.context);
    return ok;
  },
});
