import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/assign-agent` */
export const assignAgent = defineOperation({
  id: 'flowBotUserAssignAgent',
  method: 'post',
  path: '/subscriber/assign-agent',
  scope: 'subscribers:manage',
  summary: 'Hand the chat to an agent.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      agent_id: z
        .number('Give the id of the agent as a number.')
        .int('Give the id of the agent as a whole number.')
        .meta({ description: 'The number of an agent, as /team-members lists them.', examples: [123] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.assign(body.user_ns, { agentId: body.agent_id });
    return ok;
  },
});
