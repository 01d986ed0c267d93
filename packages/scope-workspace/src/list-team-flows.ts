import { botTypes, listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const flowSchema = z.object({ flow_ns: z.string(), name: z.string(), type: z.string() }).meta({ id: 'Flow' });

/** `GET /team-flows` */
export const listTeamFlows = defineOperation({
  id: 'workspaceBots',
  method: 'get',
  path: '/team-flows',
  scope: 'workspace:view',
  summary: 'List bots of the workspace.',
  description: 'A workspace has one bot, made for the web.',
  input: {
    query: listQuerySchema.extend({
      type: z
        .enum(botTypes, `Give one of these kinds of channel: ${botTypes.join(', ')}.`)
        .optional()
        .meta({ description: 'Channel kind.', examples: ['web'] }),
    }),
  },
  output: z.object({ data: z.array(flowSchema), ...pageFields }).meta({ id: 'FlowResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.workspace.listBots(query);
    return { data: page.items.map(({ ns, ...bot }) => ({ flow_ns: ns, ...bot })), ...toPageFields(page, query) };
  },
});
