import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { tagsByNameSchema } from './tag-lists.schema.ts';

/** `DELETE /subscriber/remove-tags-by-name` */
export const removeTagsByName = defineOperation({
  id: 'flowBotUserRemoveTagsByName',
  method: 'delete',
  path: '/subscriber/remove-tags-by-name',
  scope: 'subscribers:manage',
  summary: 'Take several tags off by name.',
  input: { body: z.object({ user_ns: userNsSchema, data: tagsByNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.removeTags(body.user_ns, { names: body.data.map(({ tag_name }) => tag_name) });
    return ok;
  },
});
