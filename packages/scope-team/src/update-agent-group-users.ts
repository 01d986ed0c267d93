import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { groupParams } from './agent-group.schema.ts';

/** `POST /team/update-agent-group-users/{id}` */
export const updateAgentGroupUsers = defineOperation({
  id: 'teamUpdateAgentGroupUsers',
  method: 'post',
  path: '/team/update-agent-group-users/{id}',
  scope: 'agent-groups:manage',
  summary: 'Set the members of an agent group.',
  description: 'The list replaces the one before; an empty one leaves nobody.',
  input: {
    params: groupParams,
    body: z.object({
      members: z
        .array(
          z.object({
            user_id: z.number('Give the id of an agent.').int('Give the id of an agent as a whole number.'),
            weighting: z
              .number('Give the weighting as a number.')
              .int('Give the weighting as a whole number.')
              .min(0, 'A weighting is at least 0.')
              .max(1_000, 'A weighting is at most 1,000.')
              .default(1),
          }),
          'Give a list of members.',
        )
        .max(200, 'A group has at most 200 members.')
        .meta({ description: 'Agents, and how many chats each gets.', examples: [[{ user_id: 123, weighting: 1 }]] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params, body }) {
    const members = body.members.map(({ user_id: agentId, weighting }) => ({ agentId, weighting }));
    await host.team.setGroupMembers(params.id, members);
    return ok;
  },
});
