import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/send-sub-flow-by-flow-name` */
export const sendSubFlowByFlowName = defineOperation({
  id: 'flowBotUserSendSubFlowByFlowName',
  method: 'post',
  path: '/subscriber/send-sub-flow-by-flow-name',
  scope: 'sub-flows:send',
  summary: 'Start a sub flow, found by name.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      flow_name: z
        .string('Give the name of the sub flow as text.')
        .meta({ description: 'The name of the sub flow.', examples: ['Welcome'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.subFlow({ ns: body.user_ns }, { name: body.flow_name });
    return ok;
  },
});
