import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { customEventSchema, toCustomEvent } from './custom-event.schema.ts';

/** `GET /flow/custom-events` */
export const listCustomEvents = defineOperation({
  id: 'flowEvents',
  method: 'get',
  path: '/flow/custom-events',
  scope: 'custom-events:view',
  summary: 'List custom events of the bot.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(customEventSchema), ...pageFields }).meta({ id: 'BotEventResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.events.list(query);
    return { data: page.items.map(toCustomEvent), ...toPageFields(page, query) };
  },
});
