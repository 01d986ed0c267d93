import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { botFieldSchema, varNsSchema, toBotField, valueSchema } from './bot-field.schema.ts';

/** `PUT /flow/set-bot-field` */
export const setBotField = defineOperation({
  id: 'flowUpdateBotField',
  method: 'put',
  path: '/flow/set-bot-field',
  scope: 'bot-fields:manage',
  summary: 'Store one bot field value.',
  input: { body: z.object({ var_ns: varNsSchema, value: valueSchema }) },
  output: botFieldSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    const [field] = await host.fields.setBotFields([{ ns: body.var_ns, value: body.value }]);
    if (!field) throw new Error('One value is one field.');
    return toBotField(field);
  },
});
