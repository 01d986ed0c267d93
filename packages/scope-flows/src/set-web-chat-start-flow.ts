import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { startFlowSchema, toStartFlow } from './sub-flow.schema.ts';

/** `POST /flow/set-web-chat-widget-default-start-flow` */
export const setWebChatStartFlow = defineOperation({
  id: 'flowSetWebChatWidgetDefaultStartFlow',
  method: 'post',
  path: '/flow/set-web-chat-widget-default-start-flow',
  scope: 'flows:manage',
  summary: 'Choose the start flow of web chat.',
  input: { body: z.object({ sub_flow_ns: startFlowSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.flows.setWebChatStartFlow(toStartFlow(body.sub_flow_ns));
    return ok;
  },
});
