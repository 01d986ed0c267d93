import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { botFieldSchema, toBotField } from './bot-field.schema.ts';

/** `GET /flow/bot-fields` */
export const listBotFields = defineOperation({
  id: 'flowBotFields',
  method: 'get',
  path: '/flow/bot-fields',
  scope: 'bot-fields:view',
  summary: 'List bot fields.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(botFieldSchema), ...pageFields }).meta({ id: 'BotFieldResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.fields.listBotFields(query);
    return { data: page.items.map(toBotField), ...toPageFields(page, query) };
  },
});
