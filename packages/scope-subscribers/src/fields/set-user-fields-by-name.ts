import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { fieldNameSchema, upToTwenty, valueSchema } from './field.schema.ts';

/** `PUT /subscriber/set-user-fields-by-name` */
export const setUserFieldsByName = defineOperation({
  id: 'flowBotUserSetUserFieldsByName',
  method: 'put',
  path: '/subscriber/set-user-fields-by-name',
  scope: 'subscribers:manage',
  summary: 'Store several user field values, found by name.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      data: upToTwenty(z.object({ name: fieldNameSchema, value: valueSchema }), { name: 'City', value: 'Paris' }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.setFor(body.user_ns, body.data);
    return ok;
  },
});
