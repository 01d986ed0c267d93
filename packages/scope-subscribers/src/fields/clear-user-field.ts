import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { varNsSchema } from './field.schema.ts';

/** `DELETE /subscriber/clear-user-field` */
export const clearUserField = defineOperation({
  id: 'flowBotUserClearUserField',
  method: 'delete',
  path: '/subscriber/clear-user-field',
  scope: 'subscribers:manage',
  summary: 'Blank one user field.',
  input: { body: z.object({ user_ns: userNsSchema, var_ns: varNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.clearFor(body.user_ns, [{ ns: body.var_ns }]);
    return ok;
  },
});
