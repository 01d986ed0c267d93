import { agentListSchema, agentQuerySchema, toAgent, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';

/** `GET /team-members` */
export const listTeamMembers = defineOperation({
  id: 'workspaceMembers',
  method: 'get',
  path: '/team-members',
  scope: 'workspace:view',
  summary: 'List members of the workspace.',
  input: { query: agentQuerySchema },
  output: agentListSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.team.listAgents(query);
    return { data: page.items.map(toAgent), ...toPageFields(page, query) };
  },
});
