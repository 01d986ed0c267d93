import { workspaceRoles } from '@minimart/accounts';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const answer = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspaces: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(workspaceRoles),
      isSandbox: z.boolean().describe("A developer's own, to try drafts in."),
    }),
  ),
  isOperator: z.boolean().describe('Whether they are among those who run the store.'),
  mailOutbox: z.boolean().describe('Whether mails are kept to be read at `/v1/outbox`, as in the demo.'),
});

/** Who is signed in, and where they belong. */
export function meRoutes({ accountsOf, em, config }: Services): Route[] {
  return [
    defineRoute({
      id: 'getMe',
      tokenScope: 'account:read',
      method: 'get',
      path: '/v1/me',
      tag: 'Account',
      summary: 'The person who is signed in, and their workspaces.',
      access: 'signed-in',
      answer,
      async handle({ actor: { userId, name, email } }) {
        const workspaces = await accountsOf(em()).workspacesOf(userId);
        return {
          body: {
            user: { id: userId, name, email },
            workspaces,
            isOperator: config.operators.includes(userId),
            mailOutbox: config.mailOutbox,
          },
        };
      },
    }),
  ];
}
