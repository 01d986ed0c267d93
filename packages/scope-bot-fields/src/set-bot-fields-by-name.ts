import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema, valueSchema } from './bot-field.schema.ts';

/** `PUT /flow/set-bot-fields-by-name` */
export const setBotFieldsByName = defineOperation({
  id: 'flowUpdateBotFieldsByName',
  method: 'put',
  path: '/flow/set-bot-fields-by-name',
  scope: 'bot-fields:manage',
  summary: 'Store several bot field values, found by name.',
  description: 'All are stored, or none.',
  input: {
    body: z.object({
      data: z
        .array(z.object({ name: fieldNameSchema, value: valueSchema }), 'Give a list of fields and values.')
        .min(1, 'Give at least one field.')
        .max(20, 'Give at most 20 fields at a time.')
        .meta({
          description: 'At most 20 fields and their values.',
          examples: [[{ name: 'Opening hours', value: '8 to 4' }]],
        }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.setBotFields(body.data);
    return ok;
  },
});
