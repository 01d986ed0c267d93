import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/send-node` */
export const sendNode = defineOperation({
  id: 'flowBotUserSendNode',
  method: 'post',
  path: '/subscriber/send-node',
  scope: 'sub-flows:send',
  summary: 'Start at one node.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      node_ns: z
        .string('Give the id of the node as text, like "f123n456".')
        .meta({ description: 'The id of the node, or its name.', examples: ['f123n456'] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.sending.node({ ns: body.user_ns }, body.node_ns);
    return ok;
  },
});
