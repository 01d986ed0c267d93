import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { botFieldSchema, fieldNameSchema, toBotField, valueSchema } from './bot-field.schema.ts';

/** `PUT /flow/set-bot-field-by-name` */
export const setBotFieldByName = defineOperation({
  id: 'flowUpdateBotFieldByName',
  method: 'put',
  path: '/flow/set-bot-field-by-name',
  scope: 'bot-fields:manage',
  summary: 'Store one bot field value, found by name.',
  input: { body: z.object({ name: fieldNameSchema, value: valueSchema }) },
  output: botFieldSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    const [field] = await host.fields.setBotFields([{ name: body.name, value: body.value }]);
    if (!field) throw new Error('One value is one field.');
    return toBotField(field);
  },
});
