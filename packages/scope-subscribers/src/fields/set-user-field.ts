import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { valueSchema, varNsSchema } from './field.schema.ts';

/** `PUT /subscriber/set-user-field` */
export const setUserField = defineOperation({
  id: 'flowBotUserSetUserField',
  method: 'put',
  path: '/subscriber/set-user-field',
  scope: 'subscribers:manage',
  summary: 'Store one user field value.',
  input: { body: z.object({ user_ns: userNsSchema, var_ns: varNsSchema, value: valueSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.setFor(body.user_ns, [{ ns: body.var_ns, value: body.value }]);
    return ok;
  },
});
