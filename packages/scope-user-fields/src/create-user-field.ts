import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { toUserField, userFieldSchema, varTypeSchema } from './user-field.schema.ts';

/** `POST /flow/create-user-field` */
export const createUserField = defineOperation({
  id: 'flowCreateUserField',
  method: 'post',
  path: '/flow/create-user-field',
  scope: 'user-fields:manage',
  summary: 'Add a user field.',
  description: 'A name that a user field of this bot has already is refused. A bot has at most 500 user fields.',
  input: {
    body: z.object({
      name: z
        .string('Give the name as text.')
        .meta({ description: 'The name of the field; at most 100 characters.', examples: ['Shoe size'] }),
      var_type: varTypeSchema,
      description: z
        .string('Give the description as text.')
        .optional()
        .meta({ description: 'What it is for; at most 1,000 characters.', examples: ['European size'] }),
      value: z
        .union(
          [z.string(), z.number(), z.boolean(), z.array(z.unknown())],
          'Leave the value out: it is kept per subscriber.',
        )
        .optional()
        .meta({ description: 'Not kept: a user field has a value for each subscriber.', examples: [''] }),
      var_ns: z
        .string('Leave the id out: the bot gives it.')
        .optional()
        .meta({ description: 'Not heeded: the bot gives the id.', examples: [''] }),
    }),
  },
  output: z.object({ data: userFieldSchema, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { body: { name, var_type: type, description } }) {
    return { data: toUserField(await host.fields.createUserField({ name, type, description })), status: 'ok' as const };
  },
});
