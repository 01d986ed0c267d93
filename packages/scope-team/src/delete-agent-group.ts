import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { groupParams } from './agent-group.schema.ts';

/** `DELETE /team/delete-agent-group/{id}` */
export const deleteAgentGroup = defineOperation({
  id: 'teamDeleteAgentGroup',
  method: 'delete',
  path: '/team/delete-agent-group/{id}',
  scope: 'agent-groups:manage',
  summary: 'Remove an agent group.',
  input: { params: groupParams },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { params }) {
    await host.team.deleteGroup(params.id);
    return ok;
  },
});
