import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const subFlowNs = z
  .string('Give the id of the sub flow as text, like "f123s789".')
  .meta({ description: 'The id of the sub flow.', examples: ['f123s789'] });

/** `POST /subscriber/send-sub-flow` */
export const sendSubFlow = defineOperation({
  id: 'flowBotUserSendSubFlow',
  method: 'post',
  path: '/subscriber/send-sub-flow',
  scope: 'sub-flows:send',
  summary: 'Start a sub flow.',
  input: { body: z.object({ user_ns: userNsSchema, sub_flow_ns: subFlowNs }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.sendSubFlow(body.user_ns, body.sub_flow_ns);
    return ok;
  },
});
