import { expiryProblem } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';
import { madeTokenSchema, presentToken, tokenBody, tokenSchema } from './token-schemas.ts';

const path = '/v1/me/tokens';

/** Personal access tokens. A token is made and ended in a browser alone, so that none makes another or keeps itself alive. */
export function tokenRoutes(services: Services): Route[] {
  const { tokensOf, auditAccount, em, clock, inTransaction } = services;
  const shared = { tag: 'Account', access: 'signed-in' } as const;
  return [
    defineRoute({
      ...shared,
      id: 'listTokens',
      tokenScope: 'account:read',
      method: 'get',
      path,
      summary: 'Your personal access tokens that are not revoked, the latest first.',
      answer: z.object({ items: z.array(tokenSchema), nextCursor: z.null() }),
      async handle({ actor: { userId } }) {
        const tokens = await tokensOf(em()).list(userId);
        return { body: { items: tokens.map((token) => presentToken(token, clock.now())), nextCursor: null } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'createToken',
      tokenScope: 'session-only',
      method: 'post',
      path,
      summary: 'Make a personal access token. It is shown this once.',
      idempotent: true,
      body: tokenBody,
      status: 201,
      answer: madeTokenSchema,
      async handle({ body, actor, idempotencyKey: key }) {
        const wanted = { ...body, expiresAt: new Date(body.expiresAt) };
        assertExpiry(wanted.expiresAt, clock.now());
        const made = await inTransaction((tx) =>
          runOnce<z.input<typeof madeTokenSchema>>(services, tx, {
            actor: actor.userId,
            key,
            request: { route: 'createToken', body },
            async make() {
              const { token, plain } = await tokensOf(tx).make(actor.userId, wanted);
              const detail = { token: token.name, scopes: body.scopes, expiresAt: body.expiresAt };
              await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'token_made', detail });
              return { resourceId: token.id, value: { ...presentToken(token, clock.now()), plain } };
            },
            async readAgain(id) {
              const token = (await tokensOf(tx).list(actor.userId)).find((each) => each.id === id);
              if (token === undefined)
                throw new Refusal({ code: 'not_found', detail: 'This token was made, and is revoked by now.' });
              return presentToken(token, clock.now());
            },
          }),
        );
        return { body: made };
      },
    }),
    defineRoute({
      ...shared,
      id: 'revokeToken',
      tokenScope: 'session-only',
      method: 'delete',
      path: `${path}/{tokenId}`,
      summary: 'End a token at once, for good.',
      params: z.object({ tokenId: z.string() }),
      answer: tokenSchema,
      async handle({ params: { tokenId }, actor }) {
        const token = await inTransaction(async (tx) => {
          const revoked = await tokensOf(tx).revoke(actor.userId, tokenId);
          const detail = { token: revoked.name, lastFour: revoked.lastFour };
          await auditAccount(tx, { accountId: actor.userId, by: actor, action: 'token_revoked', detail });
          return revoked;
        });
        return { body: presentToken(token, clock.now()) };
      },
    }),
  ];
}

function assertExpiry(expiresAt: Date, now: Date): void {
  const message = expiryProblem(expiresAt, now);
  if (message === undefined) return;
  const errors = [{ path: 'expiresAt', message }];
  throw new Refusal({ code: 'invalid_request', detail: `expiresAt: ${message}`, errors });
}
