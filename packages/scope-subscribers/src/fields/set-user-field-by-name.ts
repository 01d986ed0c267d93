import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema, valueSchema } from './field.schema.ts';

/** `PUT /subscriber/set-user-field-by-name` */
export const setUserFieldByName = defineOperation({
  id: 'flowBotUserSetUserFieldByName',
  method: 'put',
  path: '/subscriber/set-user-field-by-name',
  scope: 'subscribers:manage',
  summary: 'Store one user field value, found by name.',
  input: { body: z.object({ user_ns: userNsSchema, field_name: fieldNameSchema, value: valueSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.setFor(body.user_ns, [{ name: body.field_name, value: body.value }]);
    return ok;
  },
});
