import { ok, okSchema, tagNsSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `POST /subscriber/add-tag` */
export const addTag = defineOperation({
  id: 'flowBotUserAddTag',
  method: 'post',
  path: '/subscriber/add-tag',
  scope: 'subscribers:manage',
  summary: 'Tag a subscriber.',
  input: { body: z.object({ user_ns: userNsSchema, tag_ns: tagNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.addTags(body.user_ns, { ns: [body.tag_ns] });
    return ok;
  },
});
