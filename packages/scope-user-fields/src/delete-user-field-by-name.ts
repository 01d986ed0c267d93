import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema } from './user-field.schema.ts';

/** `DELETE /flow/delete-user-field-by-name` */
export const deleteUserFieldByName = defineOperation({
  id: 'flowDeleteUserFieldByName',
  method: 'delete',
  path: '/flow/delete-user-field-by-name',
  scope: 'user-fields:manage',
  summary: 'Remove a user field, found by name.',
  input: { body: z.object({ name: fieldNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.deleteUserField({ name: body.name });
    return ok;
  },
});
