import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { upToTwenty, varNsSchema } from './field.schema.ts';

/** `DELETE /subscriber/clear-user-fields` */
export const clearUserFields = defineOperation({
  id: 'flowBotUserClearUserFields',
  method: 'delete',
  path: '/subscriber/clear-user-fields',
  scope: 'subscribers:manage',
  summary: 'Blank several user fields.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      data: upToTwenty(z.object({ var_ns: varNsSchema }), { var_ns: 'f123v345' }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.fields.clearFor(
      body.user_ns,
      body.data.map(({ var_ns: ns }) => ({ ns })),
    );
    return ok;
  },
});
