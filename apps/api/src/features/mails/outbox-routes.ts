import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const mailSchema = z
  .object({
    id: z.string(),
    to: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    text: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Mail' });

/** The mails that a demo keeps instead of sending them: everybody reads their own. Elsewhere there is no such thing. */
export function outboxRoutes({ config, mailboxOf, em }: Services): Route[] {
  return [
    defineRoute({
      id: 'listMails',
      tokenScope: 'account:read',
      method: 'get',
      path: '/v1/outbox',
      tag: 'Account',
      summary: 'In the demo: the mails that would have been sent to you, latest first.',
      access: 'signed-in',
      query: z.object({
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(mailSchema), nextCursor: z.string().nullable() }),
      async handle({ query, actor }) {
        if (!config.mailOutbox)
          throw new Refusal({ code: 'not_found', detail: 'Mails are kept to be read here in the demo alone.' });
        const { items, nextCursor } = await mailboxOf(em()).mailsTo(actor.email, query);
        const mails = items.map(({ id, to, subject, text, createdAt }) => ({
          id,
          to,
          subject,
          text,
          createdAt: createdAt.toISOString(),
        }));
        return { body: { items: mails, nextCursor } };
      },
    }),
  ];
}
