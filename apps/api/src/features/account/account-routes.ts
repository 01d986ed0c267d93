import { isPersonName } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { platformOptions, presentPlatform } from '../platform-sign-in/present-platform.ts';
import { noteInStore } from '../developer-profile/note-in-store.ts';

const passkey = z.object({ id: z.string(), name: z.string().nullable(), addedAt: z.iso.datetime().nullable() });

const methods = z.object({
  hasPassword: z.boolean(),
  hasTwoFactor: z.boolean().describe('Whether the password asks for a second step.'),
  passkeys: z.array(passkey),
});

const session = z.object({
  id: z.string(),
  isCurrent: z.boolean().describe('Whether this very request was sent with it.'),
  address: z.string().nullable().describe('The IP address of the sign-in.'),
  userAgent: z.string().nullable().describe('What the program that signed in says of itself.'),
  signedInAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().describe('To within five minutes.'),
});

/** A person's own account: their name, how they sign in, and where they are signed in. */
export function accountRoutes(services: Services): Route[] {
  const { signInMethodsOf, em, inTransaction, config } = services;
  return [
    defineRoute({
      id: 'getSignInOptions',
      method: 'get',
      path: '/v1/sign-in-options',
      tag: 'Account',
      summary: 'How people come in: whether strangers may sign up, and whether mails go out.',
      access: 'public',
      tokenScope: 'not-needed',
      answer: z.object({
        signUp: z.enum(['open', 'closed']),
        mails: z
          .boolean()
          .describe('Whether people are written to, so that they can choose another password by a link.'),
        mailOutbox: z.boolean().describe('Whether those mails are kept here instead, as in the demo.'),
        ...platformOptions.shape,
      }),
      handle: async () => ({
        body: {
          signUp: config.signUp,
          mails: config.smtp !== undefined || config.mailOutbox,
          mailOutbox: config.mailOutbox,
          ...presentPlatform(config),
        },
      }),
    }),
    defineRoute({
      id: 'renameMe',
      method: 'patch',
      path: '/v1/me',
      tag: 'Account',
      summary: 'Change your name. What others see of you, reviews and apps included, follows.',
      access: 'signed-in',
      tokenScope: 'session-only',
      body: z.object({
        name: z
          .string('Give a name.')
          .trim()
          .refine(isPersonName, 'The name must be one line of 1 to 80 characters, with a letter or a digit.'),
      }),
      answer: z.object({ name: z.string() }),
      handle: ({ actor, body: { name } }) =>
        inTransaction(async (tx) => {
          await signInMethodsOf(tx).rename(actor.userId, name);
          await noteInStore(services, tx, actor.userId);
          return { body: { name } };
        }),
    }),
    defineRoute({
      id: 'getSignInMethods',
      method: 'get',
      path: '/v1/me/sign-in-methods',
      tag: 'Account',
      summary: 'How you sign in: password, second step, passkeys.',
      access: 'signed-in',
      tokenScope: 'account:read',
      answer: methods,
      async handle({ actor }) {
        const { passkeys, ...rest } = await signInMethodsOf(em()).methodsOf(actor.userId);
        const presented = passkeys.map((each) => ({ ...each, addedAt: each.addedAt?.toISOString() ?? null }));
        return { body: { ...rest, passkeys: presented } };
      },
    }),
    defineRoute({
      id: 'listSessions',
      method: 'get',
      path: '/v1/me/sessions',
      tag: 'Account',
      summary: 'Where you are signed in, the latest seen first.',
      access: 'signed-in',
      tokenScope: 'account:read',
      answer: z.object({ items: z.array(session) }),
      async handle({ actor }) {
        const sessions = await signInMethodsOf(em()).sessionsOf(actor.userId);
        const items = sessions.map(({ signedInAt, lastSeenAt, ...rest }) => ({
          ...rest,
          isCurrent: rest.id === actor.sessionId,
          signedInAt: signedInAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
        }));
        return { body: { items } };
      },
    }),
    defineRoute({
      id: 'endSession',
      method: 'delete',
      path: '/v1/me/sessions/{sessionId}',
      tag: 'Account',
      summary: 'Sign out there. The session is over with the answer.',
      access: 'signed-in',
      tokenScope: 'session-only',
      params: z.object({ sessionId: z.string().max(100) }),
      answer: z.object({ id: z.string() }),
      async handle({ actor, params: { sessionId } }) {
        if (await signInMethodsOf(em()).endSession(actor.userId, sessionId)) return { body: { id: sessionId } };
        throw new Refusal({ code: 'not_found', detail: 'You have no such session, or it is over.' });
      },
    }),
    defineRoute({
      id: 'endOtherSessions',
      method: 'delete',
      path: '/v1/me/sessions',
      tag: 'Account',
      summary: 'Sign out everywhere else: every session ends but the one that this request is sent with.',
      access: 'signed-in',
      tokenScope: 'session-only',
      answer: z.object({ ended: z.number().int() }),
      handle: async ({ actor }) => ({
        body: { ended: await signInMethodsOf(em()).endOtherSessions(actor.userId, actor.sessionId) },
      }),
    }),
  ];
}
