import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { labelNameSchema } from './label.schema.ts';

/** `DELETE /team/delete-label-by-name` */
export const deleteLabelByName = defineOperation({
  id: 'teamDeleteLabelByName',
  method: 'delete',
  path: '/team/delete-label-by-name',
  scope: 'labels:manage',
  summary: 'Remove a label, found by name.',
  input: { body: z.object({ name: labelNameSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.deleteLabel({ name: body.name });
    return ok;
  },
});
