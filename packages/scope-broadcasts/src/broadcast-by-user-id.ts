import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { csvSchema, pacing, splitCsv, subFlowNsSchema, toPacing, typeSchema } from './broadcast.schema.ts';

/** `POST /subscriber/broadcast-by-user-id` */
export const broadcastByUserId = defineOperation({
  id: 'flowBotUserBroadcastByUserId',
  method: 'post',
  path: '/subscriber/broadcast-by-user-id',
  scope: 'broadcasts:send',
  summary: 'Broadcast a sub flow to channel ids.',
  input: {
    body: z.object({
      user_id_list: csvSchema(200, { what: 'channel ids', example: '61412345678,61387625429,61245638917' }),
      sub_flow_ns: subFlowNsSchema,
      type: typeSchema,
      ...pacing,
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.broadcasts.create({
      audience: { userIds: splitCsv(body.user_id_list) },
      what: { subFlowNs: body.sub_flow_ns },
      type: body.type,
      ...toPacing(body),
    });
    return ok;
  },
});
