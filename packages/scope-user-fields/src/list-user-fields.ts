import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { toUserField, userFieldSchema } from './user-field.schema.ts';

/** `GET /flow/user-fields` */
export const listUserFields = defineOperation({
  id: 'flowUserFields',
  method: 'get',
  path: '/flow/user-fields',
  scope: 'user-fields:view',
  summary: 'List user fields of the bot.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(userFieldSchema), ...pageFields }).meta({ id: 'UserFieldResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.fields.listUserFields(query);
    return { data: page.items.map(toUserField), ...toPageFields(page, query) };
  },
});
