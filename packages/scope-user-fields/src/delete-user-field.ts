import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { varNsSchema } from './user-field.schema.ts';

/** `DELETE /flow/delete-user-field` */
export const deleteUserField = defineOperation({
  id: 'flowDeleteUserField',
  method: 'delete',
  path: '/flow/delete-user-field',
  scope: 'user-fields:manage',
  summary: 'Remove a user field.',
  input: { body: z.object({ var_ns: varNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.deleteUserField({ ns: body.var_ns });
    return ok;
  },
});
