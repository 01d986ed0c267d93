import { ok, okSchema, tagNsSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /subscriber/remove-tag` */
export const removeTag = defineOperation({
  id: 'flowBotUserRemoveTag',
  method: 'delete',
  path: '/subscriber/remove-tag',
  scope: 'subscribers:manage',
  summary: 'Take one tag off.',
  input: { body: z.object({ user_ns: userNsSchema, tag_ns: tagNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.removeTags(body.user_ns, { ns: [body.tag_ns] });
    return ok;
  },
});
