import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { varNsSchema } from './user-field.schema.ts';

/** `POST /flow/update-user-field` */
export const updateUserField = defineOperation({
  id: 'flowUpdateUserField',
  method: 'post',
  path: '/flow/update-user-field',
  scope: 'user-fields:manage',
  summary: 'Rename a user field or change how it shows.',
  input: {
    body: z.object({
      var_ns: varNsSchema,
      name: z
        .string('Give the name as text.')
        .optional()
        .meta({ description: 'Its new name; at most 100 characters.', examples: ['Town'] }),
      display_type: z
        .enum(['default', 'pin', 'hidden'], 'Give default, pin or hidden.')
        .optional()
        .meta({
          description: 'How it shows beside a chat: among the others, on top, or not at all.',
          examples: ['pin'],
        }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body: { var_ns: ns, name, display_type: displayType } }) {
    await host.fields.updateUserField(ns, {
      ...(name !== undefined && { name }),
      ...(displayType !== undefined && { displayType }),
    });
    return ok;
  },
});
