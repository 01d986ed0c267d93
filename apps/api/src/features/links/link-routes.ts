import { linkStatusOf, type AppLink } from '@minimart/catalog';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { runOnce } from '../../http/run-once.ts';

const tag = 'Developer';
const all = '/v1/developer/apps/{appId}/links';
const appParams = z.object({ appId: z.string() });
const day = 24 * 3_600_000;

const linkSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    version: z.string().nullable().describe('Null for the one that is out for everybody at the time.'),
    status: z.enum(['open', 'expired', 'used_up', 'revoked']),
    cap: z.int(),
    installs: z.int().describe('How many installations were made by it.'),
    lastFour: z.string().describe('The end of its token, to tell links apart.'),
    expiresAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AppLink' });

const createdSchema = linkSchema.extend({
  url: z.string().optional().describe('The link itself, this once; not in a repeated answer.'),
});

const labelError = 'Give a label of at most 80 characters.';
const linkBody = z.strictObject({
  label: z.string(labelError).trim().max(80, labelError).default(''),
  version: z
    .string('Name a version.')
    .max(30)
    .nullable()
    .default(null)
    .describe('Null for the one that is out for everybody at the time.'),
  days: z
    .int('Give a whole number of days from 1 to 90.')
    .min(1, 'Give a whole number of days from 1 to 90.')
    .max(90, 'Give a whole number of days from 1 to 90.')
    .default(14)
    .describe('After how many days it expires.'),
  cap: z
    .int('Give a whole number from 1 to 1,000.')
    .min(1, 'Give a whole number from 1 to 1,000.')
    .max(1000, 'Give a whole number from 1 to 1,000.')
    .default(25)
    .describe('How many installations may be made by it.'),
});

/** Links to apps that are not, or not for everybody, in the store. */
export function linkRoutes(services: Services): Route[] {
  const { catalogOf, em, clock, config, inTransaction } = services;
  return [
    defineRoute({
      id: 'listLinks',
      tokenScope: 'apps:read',
      method: 'get',
      path: all,
      tag,
      summary: 'The links to your app, the latest first, and how often each was used.',
      access: 'signed-in',
      params: appParams,
      answer: z.object({ items: z.array(linkSchema), nextCursor: z.null() }),
      async handle({ params: { appId }, actor: { userId } }) {
        const links = await catalogOf(em()).linksOf({ appId, ownerId: userId });
        return { body: { items: links.map((link) => present(link, clock.now())), nextCursor: null } };
      },
    }),
    defineRoute({
      id: 'createLink',
      tokenScope: 'apps:write',
      method: 'post',
      path: all,
      tag,
      summary: 'Make a link by which your app installs, listed or not. It is shown this once.',
      access: 'signed-in',
      idempotent: true,
      params: appParams,
      body: linkBody,
      status: 201,
      answer: createdSchema,
      async handle({ params: { appId }, body, actor: { userId }, idempotencyKey }) {
        const ref = { appId, ownerId: userId };
        const { days, ...wanted } = body;
        const created = await inTransaction((tx) =>
          runOnce<z.input<typeof createdSchema>>(services, tx, {
            actor: userId,
            key: idempotencyKey,
            request: { route: 'createLink', params: { appId }, body },
            async make() {
              const expiresAt = new Date(clock.now().getTime() + days * day);
              const { link, token } = await catalogOf(tx).createLink(ref, { ...wanted, expiresAt });
              const { slug } = await catalogOf(tx).appOf(ref);
              const url = `${config.baseUrl}/apps/${slug}?link=${token}`;
              return { resourceId: link.id, value: { ...present(link, clock.now()), url } };
            },
            async readAgain(id) {
              return present(
                (await catalogOf(tx).linksOf(ref)).find((link) => link.id === id)!,
                clock.now(),
              );
            },
          }),
        );
        return { body: created };
      },
    }),
    defineRoute({
      id: 'revokeLink',
      tokenScope: 'apps:write',
      method: 'delete',
      path: `${all}/{linkId}`,
      tag,
      summary: 'Take a link back for good. What was installed by it runs on.',
      access: 'signed-in',
      params: appParams.extend({ linkId: z.string() }),
      answer: linkSchema,
      async handle({ params: { appId, linkId }, actor: { userId } }) {
        const link = await inTransaction((tx) => catalogOf(tx).revokeLink({ appId, ownerId: userId }, linkId));
        return { body: present(link, clock.now()) };
      },
    }),
  ];
}

function present(link: AppLink, now: Date): z.input<typeof linkSchema> {
  const { id, label, version, cap, installs, lastFour, expiresAt, createdAt, lastUsedAt, revokedAt } = link;
  return {
    id,
    label,
    version,
    status: linkStatusOf(link, now),
    cap,
    installs,
    lastFour,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
