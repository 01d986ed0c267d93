import { ok, okSchema, tagNameSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/add-tag-by-name` */
export const addTagByName = defineOperation({
  id: 'flowBotUserAddTagByName',
  method: 'post',
  path: '/subscriber/add-tag-by-name',
  scope: 'subscribers:manage',
  summary: 'Tag a subscriber by tag name.',
  input: { body: z.object({ user_ns: userNsSchema, tag_name: tagNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.addTags(body.user_ns, { names: [body.tag_name] });
    return ok;
  },
});
