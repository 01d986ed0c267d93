import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { upToTwenty, valueSchema, varNsSchema } from './field.schema.ts';

/** `PUT /subscriber/set-user-fields` */
export const setUserFields = defineOperation({
  id: 'flowBotUserSetUserFields',
  method: 'put',
  path: '/subscriber/set-user-fields',
  scope: 'subscribers:manage',
  summary: 'Store several user field values.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      data: upToTwenty(z.object({ var_ns: varNsSchema, value: valueSchema }), { var_ns: 'f123v345', value: 'Paris' }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.setFor(
      body.user_ns,
      body.data.map(({ var_ns: ns, value }) => ({ ns, value })),
    );
    return ok;
  },
});
