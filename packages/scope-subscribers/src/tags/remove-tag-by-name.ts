import { ok, okSchema, tagNameSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/remove-tag-by-name` */
export const removeTagByName = defineOperation({
  id: 'flowBotUserRemoveTagByName',
  method: 'delete',
  path: '/subscriber/remove-tag-by-name',
  scope: 'subscribers:manage',
  summary: 'Take one tag off by name.',
  input: { body: z.object({ user_ns: userNsSchema, tag_name: tagNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.removeTags(body.user_ns, { names: [body.tag_name] });
    return ok;
  },
});
