import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `GET /flow/segments` */
export const listSegments = defineOperation({
  id: 'flowSegment',
  method: 'get',
  path: '/flow/segments',
  scope: 'segments:view',
  summary: 'List segments of the bot.',
  input: { query: listQuerySchema },
  output: z
    .object({
      data: z.array(z.object({ name: z.string(), segment_ns: z.string() }).meta({ id: 'Segment' })),
      ...pageFields,
    })
    .meta({ id: 'BotSegmentResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.segments.list(query);
    return { data: page.items.map(({ ns, name }) => ({ name, segment_ns: ns })), ...toPageFields(page, query) };
  },
});
