import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { labelNamesSchema } from './label-names.schema.ts';

/** `DELETE /subscriber/remove-labels-by-name` */
export const removeLabelsByName = defineOperation({
  id: 'flowBotUserRemoveLabelsByName',
  method: 'delete',
  path: '/subscriber/remove-labels-by-name',
  scope: 'subscribers:manage',
  summary: 'Take labels off by label name.',
  input: { body: z.object({ user_ns: userNsSchema, data: labelNamesSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.removeLabels(
      body.user_ns,
      body.data.map(({ label_name: name }) => name),
    );
    return ok;
  },
});
