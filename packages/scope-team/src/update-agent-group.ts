import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { groupBody, groupParams, groupSchema, toGroup, toGroupInit } from './agent-group.schema.ts';

/** `PUT /team/update-agent-group/{id}` */
export const updateAgentGroup = defineOperation({
  id: 'teamUpdateAgentGroup',
  method: 'put',
  path: '/team/update-agent-group/{id}',
  scope: 'agent-groups:manage',
  summary: 'Change an agent group.',
  input: { params: groupParams, body: groupBody },
  output: groupSchema,
  async run({ host }: OperationContext<Chatbot>, { params, body }) {
    return toGroup(await host.team.updateGroup(params.id, toGroupInit(body)));
  },
});
