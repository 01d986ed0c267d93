import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema, upToTwenty } from './field.schema.ts';

/** `DELETE /subscriber/clear-user-fields-by-name` */
export const clearUserFieldsByName = defineOperation({
  id: 'flowBotUserClearUserFieldsByName',
  method: 'delete',
  path: '/subscriber/clear-user-fields-by-name',
  scope: 'subscribers:manage',
  summary: 'Blank several user fields, found by name.',
  input: {
    body: z.object({ user_ns: userNsSchema, data: upToTwenty(z.object({ name: fieldNameSchema }), { name: 'City' }) }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.clearFor(body.user_ns, body.data);
    return ok;
  },
});
