import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { botFieldSchema, toBotField, valueSchema, varTypeSchema } from './bot-field.schema.ts';

/** `POST /flow/create-bot-field` */
export const createBotField = defineOperation({
  id: 'flowCreateBotField',
  method: 'post',
  path: '/flow/create-bot-field',
  scope: 'bot-fields:manage',
  summary: 'Add a bot field.',
  description: 'A name that a bot field has already is refused. A bot has at most 500 bot fields.',
  input: {
    body: z.object({
      name: z
        .string('Give the name as text.')
        .meta({ description: 'The name of the field; at most 100 characters.', examples: ['Delivery fee'] }),
      var_type: varTypeSchema,
      value: valueSchema,
      description: z
        .string('Give the description as text.')
        .optional()
        .meta({ description: 'What it is for; at most 1,000 characters.', examples: ['Shown at check-out'] }),
      is_template_field: z
        .boolean('Give true or false.')
        .optional()
        .meta({ description: 'Not heeded: only templates bring template fields.', examples: [false] }),
      var_ns: z
        .string('Leave the id out: the bot gives it.')
        .optional()
        .meta({ description: 'Not heeded: the bot gives the id.', examples: [''] }),
    }),
  },
  output: z.object({ data: botFieldSchema, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { body: { name, var_type: type, value, description } }) {
    const field = await host.fields.createBotField({ name, type, value, description });
    return { data: toBotField(field), status: 'ok' as const };
  },
});
