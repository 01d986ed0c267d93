import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { csvSchema, pacing, splitCsv, subFlowNsSchema, toPacing, typeSchema } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast` */
export const broadcast = defineOperation({
  id: 'flowBotUserBroadcast',
  method: 'post',
  path: '/subscriber/broadcast',
  scope: 'broadcasts:send',
  summary: 'Broadcast a sub flow to listed subscribers.',
  input: {
    body: z.object({
      user_ns_list: csvSchema(200, { what: 'subscribers', example: 'f123u111,f123u222,f123u456' }),
      sub_flow_ns: subFlowNsSchema,
      type: typeSchema,
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { users: splitCsv(body.user_ns_list) },
      what: { subFlowNs: body.sub_flow_ns },
      type: body.type,
      ...toPacing(body),
    });
    return ok;
  },
});
