import { neighbourhoodOf } from '@minimart/keys';
import type { StoredMail } from '@minimart/mail';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';

const lateMails = 10;

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
export function outboxRoutes(services: Services): Route[] {
  const { config, mailboxOf, em } = services;
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
        if (!config.mailOutbox) throw noOutbox();
        const { items, nextCursor } = await mailboxOf(em()).mailsTo(actor.email, query);
        return { body: { items: items.map(present), nextCursor } };
      },
    }),
    defineRoute({
      id: 'listWaitingMails',
      method: 'post',
      path: '/v1/outbox/waiting',
      tag: 'Account',
      summary:
        'In the demo: the mails that wait for somebody who signed up and has yet to confirm the address. The password shows that it is they.',
      access: 'public',
      tokenScope: 'not-needed',
      body: z.object({ email: z.string().max(320), password: z.string().max(128) }),
      answer: z.object({ items: z.array(mailSchema) }),
      async handle({ body, address }) {
        if (!config.mailOutbox) throw noOutbox();
        await assertFewTries(services, address);
        const email = await whoWaits(services, body);
        if (email === undefined)
          throw new Refusal({ code: 'signed_out', detail: 'Nobody waits to confirm this address with this password.' });
        const { items } = await mailboxOf(em()).mailsTo(email, { limit: lateMails });
        return { body: { items: items.map(present) } };
      },
    }),
  ];
}

function present({ id, to, subject, text, createdAt }: StoredMail) {
  return { id, to, subject, text, createdAt: createdAt.toISOString() };
}

const noOutbox = () => new Refusal({ code: 'not_found', detail: 'Mails are kept to be read here in the demo alone.' });

/** It checks a password, so it counts as signing in does. */
async function assertFewTries({ config, signInLimiter }: Services, address: string | undefined): Promise<void> {
  if (config.signInLimit === undefined) return;
  const taken = await signInLimiter.take(`sign-in ${neighbourhoodOf(address)}`, config.signInLimit);
  if (taken.allowed) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(taken.retryInMs / 1000));
  throw new Refusal({
    code: 'too_many_requests',
    detail: `Too many tries. Wait ${retryAfterSeconds} s.`,
    extra: { retryAfterSeconds },
  });
}

/** The address of an account that has yet to confirm it, by its password. */
async function whoWaits({ auth }: Services, { email, password }: { email: string; password: string }) {
  const { internalAdapter, password: passwords } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
  const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
  // Takes as long for an address that has none.
  if (!found || !hash) return void (await passwords.hash(password));
  const isRight = await passwords.verify({ hash, password });
  return isRight && !found.user.emailVerified ? found.user.email : undefined;
}
