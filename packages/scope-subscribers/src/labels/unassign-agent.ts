import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/unassign-agent` */
export const unassignAgent = defineOperation({
  id: 'flowBotUserUnassignAgent',
  method: 'post',
  path: '/subscriber/unassign-agent',
  scope: 'subscribers:manage',
  summary: 'Take the agent off the chat.',
  input: { body: z.object({ user_ns: userNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.assign(body.user_ns, undefined);
    return ok;
  },
});
