import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { tagsByNameSchema } from './tag-lists.schema.ts';

/** `POST /subscriber/add-tags-by-name` */
export const addTagsByName = defineOperation({
  id: 'flowBotUserAddTagsByName',
  method: 'post',
  path: '/subscriber/add-tags-by-name',
  scope: 'subscribers:manage',
  summary: 'Put several tags on a subscriber by name.',
  input: { body: z.object({ user_ns: userNsSchema, data: tagsByNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.addTags(body.user_ns, { names: body.data.map(({ tag_name }) => tag_name) });
    return ok;
  },
});
