import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema } from './field.schema.ts';

/** `DELETE /subscriber/clear-user-field-by-name` */
export const clearUserFieldByName = defineOperation({
  id: 'flowBotUserClearUserFieldByName',
  method: 'delete',
  path: '/subscriber/clear-user-field-by-name',
  scope: 'subscribers:manage',
  summary: 'Blank one user field, found by name.',
  input: { body: z.object({ user_ns: userNsSchema, field_name: fieldNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.clearFor(body.user_ns, [{ name: body.field_name }]);
    return ok;
  },
});
