import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { startFlowSchema, toStartFlow } from './sub-flow.schema.ts';

/** `POST /flow/set-default-start-flow` */
export const setDefaultStartFlow = defineOperation({
  id: 'flowSetDefaultStartFlow',
  method: 'post',
  path: '/flow/set-default-start-flow',
  scope: 'flows:manage',
  summary: 'Choose the start flow of the bot.',
  input: { body: z.object({ sub_flow_ns: startFlowSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.flows.setStartFlow(toStartFlow(body.sub_flow_ns));
    return ok;
  },
});
