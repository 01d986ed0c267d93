import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { userIdSchema } from './channel-id.schema.ts';
import { subFlowNsSchema } from './sub-flow.schema.ts';

/** `POST /subscriber/send-sub-flow-by-user-id` */
export const sendSubFlowByUserId = defineOperation({
  id: 'flowBotUserSendSubFlowByUserId',
  method: 'post',
  path: '/subscriber/send-sub-flow-by-user-id',
  scope: 'sub-flows:send',
  summary: 'Start a sub flow by channel id.',
  input: { body: z.object({ user_id: userIdSchema, sub_flow_ns: subFlowNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.subFlow({ userId: body.user_id }, { ns: body.sub_flow_ns });
    return ok;
  },
});
