import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { botSchema, personLineSchema, personSchema } from './bot-schemas.ts';
import { nameSenders } from './name-senders.ts';

const base = '/v1/workspaces/{workspaceId}/bot';

/** The reference host's bot, as the people of its workspace watch it. */
export function botRoutes(services: Services): Route[] {
  const shared = { tag: 'Bot', access: 'signed-in', method: 'get' } as const;
  const overviewOf = (workspaceId: string) => services.hostOf(workspaceId).overview;
  return [
    defineRoute({
      ...shared,
      id: 'getBot',
      tokenScope: 'workspaces:read',
      path: base,
      summary: 'The bot of a workspace: how many people and messages, and its tags.',
      params: workspaceParams,
      answer: botSchema,
      async handle({ params: { workspaceId }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        return { body: await overviewOf(workspaceId).bot() };
      },
    }),
    defineRoute({
      ...shared,
      id: 'listBotSubscribers',
      tokenScope: 'workspaces:read',
      path: `${base}/subscribers`,
      summary: 'Who talks with the bot; those who spoke last come first.',
      params: workspaceParams,
      query: z.object({
        search: z.string().max(100).optional().describe('Part of a name, an e-mail address or a phone number.'),
        tag: z.string().max(60).optional().describe('The id of a tag they carry.'),
        page: z.coerce.number('Give a page from 1 to 1,000.').int().min(1).max(1_000).default(1),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
      }),
      answer: z.object({ items: z.array(personLineSchema), total: z.int(), page: z.int(), limit: z.int() }),
      async handle({ params: { workspaceId }, query: { tag, ...query }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        const { items, ...page } = await overviewOf(workspaceId).people({ ...query, tagNs: tag });
        const lines = items.map(({ lastMessage, ...line }) => {
          return { ...line, lastMessage: lastMessage && { ...lastMessage, sentAt: lastMessage.sentAt.toISOString() } };
        });
        return { body: { items: lines, ...page } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'getBotSubscriber',
      tokenScope: 'workspaces:read',
      path: `${base}/subscribers/{userNs}`,
      summary: 'One person, with the last 50 messages.',
      params: workspaceParams.extend({ userNs: z.string() }),
      answer: personSchema,
      async handle({ params: { workspaceId, userNs }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        const { messages, subscribedAt, unsubscribedAt, ...person } = await overviewOf(workspaceId).person(userNs);
        const senders = await nameSenders(services, workspaceId, messages);
        return {
          body: {
            ...person,
            subscribedAt: subscribedAt.toISOString(),
            unsubscribedAt: unsubscribedAt?.toISOString() ?? null,
            messages: messages.map(({ installationId, sentAt, ...message }) => {
              return { ...message, app: senders.get(installationId ?? '') ?? null, sentAt: sentAt.toISOString() };
            }),
          },
        };
      },
    }),
  ];
}
