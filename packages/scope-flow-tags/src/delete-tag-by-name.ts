import { ok, okSchema, tagNameSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /flow/delete-tag-by-name` */
export const deleteTagByName = defineOperation({
  id: 'flowDeleteTagByName',
  method: 'delete',
  path: '/flow/delete-tag-by-name',
  scope: 'flow-tags:manage',
  summary: 'Remove a tag, found by name.',
  input: { body: z.object({ name: tagNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.tags.deleteByName(body.name);
    return ok;
  },
});
