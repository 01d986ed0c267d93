import { ok, okSchema, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { labelNamesSchema } from './label-names.schema.ts';

/** `POST /subscriber/add-labels-by-name` */
export const addLabelsByName = defineOperation({
  id: 'flowBotUserAddLabelsByName',
  method: 'post',
  path: '/subscriber/add-labels-by-name',
  scope: 'subscribers:manage',
  summary: 'Put labels on a subscriber by label name.',
  input: { body: z.object({ user_ns: userNsSchema, data: labelNamesSchema }) },
  output: okSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    await host.team.addLabels(
      body.user_ns,
      body.data.map(({ label_name: name }) => name),
    );
    return ok;
  },
});
