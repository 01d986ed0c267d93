import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { subFlowSchema, toSubFlow } from './sub-flow.schema.ts';

/** `GET /flow/subflows` */
export const listSubFlows = defineOperation({
  id: 'flowSubFlows',
  method: 'get',
  path: '/flow/subflows',
  scope: 'flows:view',
  summary: 'List sub flows.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(subFlowSchema), ...pageFields }).meta({ id: 'SubFlowResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.flows.listSubFlows(query);
    return { data: page.items.map(toSubFlow), ...toPageFields(page, query) };
  },
});
