import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/assign-agent-group` */
export const assignAgentGroup = defineOperation({
  id: 'flowBotUserAssignAgentGroup',
  method: 'post',
  path: '/subscriber/assign-agent-group',
  scope: 'subscribers:manage',
  summary: 'Hand the chat to an agent group.',
  input: {
    body: z.object({
      user_ns: userNsSchema,
      agent_group_id: z
        .number('Give the id of the agent group as a number.')
        .int('Give the id of the agent group as a whole number.')
        .meta({ description: 'The number of an agent group.', examples: [123] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.assign(body.user_ns, { groupId: body.agent_group_id });
    return ok;
  },
});
