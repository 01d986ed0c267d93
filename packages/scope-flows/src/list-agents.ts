import { agentListSchema, agentQuerySchema, toAgent, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';

/** `GET /flow/agents` */
export const listAgents = defineOperation({
  id: 'flowAgents',
  method: 'get',
  path: '/flow/agents',
  scope: 'flows:view',
  summary: 'List agents of the bot.',
  input: { query: agentQuerySchema },
  output: agentListSchema,
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.team.listAgents(query);
    return { data: page.items.map(toAgent), ...toPageFields(page, query) };
  },
});
