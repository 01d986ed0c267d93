import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { groupParams, groupSchema, toGroup } from './agent-group.schema.ts';

/** `GET /team/agent-group/{id}` */
export const viewAgentGroup = defineOperation({
  id: 'teamViewAgentGroup',
  method: 'get',
  path: '/team/agent-group/{id}',
  scope: 'agent-groups:view',
  summary: 'Read one agent group with members.',
  input: { params: groupParams },
  output: groupSchema,
  async run({ host }: OperationContext<Chatbot>, { params }) {
    return toGroup(await host.team.group(params.id));
  },
});
