import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { groupBody, groupSchema, toGroup, toGroupInit } from './agent-group.schema.ts';

/** `POST /team/create-agent-group` */
export const createAgentGroup = defineOperation({
  id: 'teamCreateAgentGroup',
  method: 'post',
  path: '/team/create-agent-group',
  scope: 'agent-groups:manage',
  summary: 'Add an agent group.',
  input: { body: groupBody },
  output: groupSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return toGroup(await host.team.createGroup(toGroupInit(body)));
  },
});
