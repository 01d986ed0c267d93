import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema } from './bot-field.schema.ts';

/** `DELETE /flow/delete-bot-field-by-name` */
export const deleteBotFieldByName = defineOperation({
  id: 'flowDeleteBotFieldByName',
  method: 'delete',
  path: '/flow/delete-bot-field-by-name',
  scope: 'bot-fields:manage',
  summary: 'Remove a bot field, found by name.',
  input: { body: z.object({ name: fieldNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.deleteBotField({ name: body.name });
    return ok;
  },
});
