import { listQuerySchema, pageFields, toPageFields, type Chatbot, type InboundWebhook } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const webhookSchema = z
  .object({
    hook_uid: z.string(),
    name: z.string(),
    status: z.enum(['active', 'inactive']),
    sub_flow_ns: z.string().meta({ description: 'Empty once the sub flow is gone.', examples: ['f123s789'] }),
  })
  .meta({ id: 'InboundWebhook' });

/** `GET /flow/inbound-webhooks` */
export const listInboundWebhooks = defineOperation({
  id: 'flowInboundWebhooks',
  method: 'get',
  path: '/flow/inbound-webhooks',
  scope: 'flows:view',
  summary: 'List inbound webhooks.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(webhookSchema), ...pageFields }).meta({ id: 'InboundWebhookResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.flows.listInboundWebhooks(query);
    return { data: page.items.map(toWebhook), ...toPageFields(page, query) };
  },
});

function toWebhook({ uid, name, isActive, subFlowNs }: InboundWebhook): z.output<typeof webhookSchema> {
  return { hook_uid: uid, name, status: isActive ? 'active' : 'inactive', sub_flow_ns: subFlowNs ?? '' };
}
