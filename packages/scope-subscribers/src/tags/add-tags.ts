import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { tagsByNsSchema } from './tag-lists.schema.ts';

/** `POST /subscriber/add-tags` */
export const addTags = defineOperation({
  id: 'flowBotUserAddTags',
  method: 'post',
  path: '/subscriber/add-tags',
  scope: 'subscribers:manage',
  summary: 'Put several tags on a subscriber.',
  input: { body: z.object({ user_ns: userNsSchema, data: tagsByNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.subscribers.addTags(body.user_ns, { ns: body.data.map(({ tag_ns }) => tag_ns) });
    return ok;
  },
});
