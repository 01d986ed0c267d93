import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { deletedSubFlowNsSchema } from './sub-flow.schema.ts';

/** `DELETE /flow/delete-sub-flow` */
export const deleteSubFlow = defineOperation({
  id: 'flowDeleteSubFlow',
  method: 'delete',
  path: '/flow/delete-sub-flow',
  scope: 'flows:manage',
  summary: 'Remove a sub flow.',
  description:
    'A sub flow that conversations begin with, or that a broadcast has still to send, is refused. Buttons and addresses that started it start nothing then.',
  input: { body: z.object({ sub_flow_ns: deletedSubFlowNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.flows.deleteSubFlow(body.sub_flow_ns);
    return ok;
  },
});
