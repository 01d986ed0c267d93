import { ok, okSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

/** `DELETE /team/delete-label` */
export const deleteLabel = defineOperation({
  id: 'teamDeleteLabel',
  method: 'delete',
  path: '/team/delete-label',
  scope: 'labels:manage',
  summary: 'Remove a label.',
  input: {
    body: z.object({
      id: z
        .number('Give the id of the label as a number.')
        .int('Give the id of the label as a whole number.')
        .meta({ description: 'The id of the label.', examples: [12] }),
    }),
  },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.deleteLabel({ id: body.id });
    return ok;
  },
});
