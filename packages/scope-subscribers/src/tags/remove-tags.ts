import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { tagsByNsSchema } from './tag-lists.schema.ts';

/** `DELETE /subscriber/remove-tags` */
export const removeTags = defineOperation({
  id: 'flowBotUserRemoveTags',
  method: 'delete',
  path: '/subscriber/remove-tags',
  scope: 'subscribers:manage',
  summary: 'Take several tags off.',
  input: { body: z.object({ user_ns: userNsSchema, data: tagsByNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.removeTags(body.user_ns, { ns: body.data.map(({ tag_ns }) => tag_ns) });
    return ok;
  },
});
