import { pageFields, pageQueryFields, toPageFields, type Chatbot, type Widget } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { subFlowNsSchema } from './sub-flow.schema.ts';

const widgetSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    status: z.enum(['active', 'inactive']),
    widget_code: z.string(),
    widget_ns: z.string(),
    js_url: z.string(),
    sub_flow_ns: subFlowNsSchema.optional(),
  })
  .meta({ id: 'ChatButtonWidget' });

/** `GET /flow/chat-button-widgets` */
export const listChatButtonWidgets = defineOperation({
  id: 'flowChatButtonWidgets',
  method: 'get',
  path: '/flow/chat-button-widgets',
  scope: 'flows:view',
  summary: 'List chat button widgets.',
  input: {
    query: z.object({
      ...pageQueryFields({ limit: 1_000, pages: 100 }),
      code: z
        .string('Give the code as text.')
        .optional()
        .meta({ description: 'Widget code, as a whole.', examples: ['corner'] }),
    }),
  },
  output: z.object({ data: z.array(widgetSchema), ...pageFields }).meta({ id: 'ChatButtonWidgetResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.flows.listWidgets(query);
    return { data: page.items.map(toWidget), ...toPageFields(page, query) };
  },
});

function toWidget({ id, ns, name, code, isActive, subFlowNs }: Widget): z.output<typeof widgetSchema> {
  return {
    id,
    name,
    status: isActive ? 'active' : 'inactive',
    widget_code: code,
    widget_ns: ns,
    js_url: `/widget/${ns}.js`,
    ...(subFlowNs !== null && { sub_flow_ns: subFlowNs }),
  };
}
