import { ok, okSchema, tagNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /flow/delete-tag` */
export const deleteTag = defineOperation({
  id: 'flowDeleteTag',
  method: 'delete',
  path: '/flow/delete-tag',
  scope: 'flow-tags:manage',
  summary: 'Remove a tag from the bot.',
  input: { body: z.object({ tag_ns: tagNsSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.tags.delete(body.tag_ns);
    return ok;
  },
});
