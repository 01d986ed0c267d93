import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { labelSchema } from './label.schema.ts';

/** `GET /team/labels` */
export const listLabels = defineOperation({
  id: 'teamLabels',
  method: 'get',
  path: '/team/labels',
  scope: 'labels:view',
  summary: 'List labels.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(labelSchema), ...pageFields }).meta({ id: 'TeamLabelResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.team.listLabels(query);
    return { data: page.items, ...toPageFields(page, query) };
  },
});
