import { listQuerySchema, pageFields, tagSchema, toPageFields, toTag, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `GET /flow/tags` */
export const listTags = defineOperation({
  id: 'flowTags',
  method: 'get',
  path: '/flow/tags',
  scope: 'flow-tags:view',
  summary: 'List tags of the bot.',
  input: { query: listQuerySchema },
  output: z.object({ data: z.array(tagSchema), ...pageFields }).meta({ id: 'TagResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const page = await host.tags.list(query);
    return { data: page.items.map(toTag), ...toPageFields(page, query) };
  },
});
