import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { subFlowNsSchema } from './sub-flow.schema.ts';

/** `POST /subscriber/send-sub-flow` */
export const sendSubFlow = defineOperation({
  id: 'flowBotUserSendSubFlow',
  method: 'post',
  path: '/subscriber/send-sub-flow',
  scope: 'sub-flows:send',
  summary: 'Start a sub flow.',
  input: { body: z.object({ user_ns: userNsSchema, sub_flow_ns: subFlowNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.subFlow({ ns: body.user_ns }, { ns: body.sub_flow_ns });
    return ok;
  },
});
