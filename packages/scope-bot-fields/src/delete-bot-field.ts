import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { varNsSchema } from './bot-field.schema.ts';

/** `DELETE /flow/delete-bot-field` */
export const deleteBotField = defineOperation({
  id: 'flowDeleteBotField',
  method: 'delete',
  path: '/flow/delete-bot-field',
  scope: 'bot-fields:manage',
  summary: 'Remove a bot field.',
  input: { body: z.object({ var_ns: varNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.deleteBotField({ ns: body.var_ns });
    return ok;
  },
});
