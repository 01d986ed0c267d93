import { type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { labelSchema } from './label.schema.ts';

/** `POST /team/create-label` */
export const createLabel = defineOperation({
  id: 'teamCreateLabel',
  method: 'post',
  path: '/team/create-label',
  scope: 'labels:manage',
  summary: 'Add a label.',
  description: 'A name that a label has already is refused. A workspace has at most 1,000 labels.',
  input: {
    body: z.object({
      name: z
        .string('Give the name as text.')
        .meta({ description: 'The name of the label; at most 100 characters.', examples: ['Partner'] }),
    }),
  },
  output: labelSchema,
  async run({ host }: OperationContext<Chatbot>, { body }) {
    return host.team.createLabel(body.name);
  },
});
