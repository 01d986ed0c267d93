import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { groupSchema, toGroup } from './agent-group.schema.ts';

/** `GET /team/agent-groups` */
export const listAgentGroups = defineOperation({
  id: 'teamAgentGroups',
  method: 'get',
  path: '/team/agent-groups',
  scope: 'agent-groups:view',
  summary: 'List agent groups.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(groupSchema), ...pageFields }).meta({ id: 'TeamGroupResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.team.listGroups(query);
    return { data: page.items.map(toGroup), ...toPageFields(page, query) };
  },
});
