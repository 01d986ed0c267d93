import type { Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const userSchema = z
  .object({
    id: z
      .int()
      .optional()
      .meta({ description: 'The number the owner has as an agent.', examples: [123] }),
    name: z.string().optional(),
    email: z.string().optional(),
  })
  .meta({ id: 'User' });

/** `GET /me` */
export const getMe = defineOperation({
  id: 'UserInfo',
  method: 'get',
  path: '/me',
  scope: 'workspace:view',
  summary: 'Read the user behind the token.',
  description:
    'An app acts for the owner of the workspace that it is installed in. Nothing is told while nobody owns it.',
  input: {},
  output: userSchema,
  async run({ host }: OperationContext<Chatbot>) {
    const { owner } = await host.workspace.read();
    return owner ?? {};
  },
});
