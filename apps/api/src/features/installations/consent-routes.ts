import { consentKinds, listConsents, readInstallation, type ListedConsent } from '@minimart/installs';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { defineRoute, type Route, type RouteAnswer, type StreamedAnswer } from '../../http/route.ts';
import { installationParams, workspaceParams } from './installation-schemas.ts';
import { requireMembership } from './require-membership.ts';

const consentSchema = z
  .object({
    id: z.string(),
    kind: z.enum(consentKinds),
    at: z.iso.datetime(),
    user: z.object({ id: z.string(), name: z.string().nullable() }),
    address: z.string().nullable().describe('The IP address it was said from.'),
    userAgent: z.string().nullable(),
    app: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    installationId: z.string(),
    version: z.string(),
    fromVersion: z.string().nullable(),
    language: z.string().describe('Of the texts of scopes (BCP 47), as the request that agreed asked for them.'),
    scopes: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          description: z.string(),
          reason: z.string(),
          optional: z.boolean(),
          granted: z.boolean(),
        }),
      )
      .describe('The texts exactly as they were shown.'),
    cannot: z.array(z.string()),
    hosts: z.array(z.string()),
  })
  .meta({ id: 'Consent' });

type Presented = z.input<typeof consentSchema>;

const query = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(25),
  format: z
    .enum(['json', 'csv'], { error: 'Ask for json or csv.' })
    .optional()
    .describe('All of them at once, as a file; without it, a page.'),
});

const answer = z.object({ items: z.array(consentSchema).describe('Latest first.'), nextCursor: z.string().nullable() });

interface Wanted {
  actor: Actor;
  workspaceId: string;
  installationId?: string | undefined;
  query: z.output<typeof query>;
}

/** What people of a workspace have agreed to and declined, to read and to take away. */
export function consentRoutes(services: Services): Route[] {
  const shared = {
    tag: 'Consents',
    access: 'signed-in',
    method: 'get',
    query,
    answer,
    alsoProduces: ['text/csv'],
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'listConsents',
      tokenScope: 'workspaces:read',
      download: true,
      path: '/v1/workspaces/{workspaceId}/consents',
      summary: 'Every consent of a workspace.',
      params: workspaceParams,
      async handle({ params: { workspaceId }, query: asked, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'read');
        return present(services, { workspaceId, query: asked, actor });
      },
    }),
    defineRoute({
      ...shared,
      id: 'listInstallationConsents',
      tokenScope: 'workspaces:read',
      download: true,
      path: '/v1/workspaces/{workspaceId}/installations/{installationId}/consents',
      summary: 'Every consent that an installation rests on.',
      params: installationParams,
      async handle({ params, query: asked, actor }) {
        await requireMembership(services, { actor, workspaceId: params.workspaceId }, 'read');
        await readInstallation(services.installPortsOf(services.em()), params);
        return present(services, { ...params, query: asked, actor });
      },
    }),
  ];
}

async function present(
  services: Services,
  wanted: Wanted,
): Promise<RouteAnswer<z.input<typeof answer>> | StreamedAnswer> {
  const { format, ...page } = wanted.query;
  const { workspaceId, installationId, actor } = wanted;
  const ref = { workspaceId, installationId };
  if (format === undefined) {
    const { items, nextCursor } = await listConsents(services.installPortsOf(services.em()), { ...ref, ...page });
    return { body: { items: await presentConsents(services, items), nextCursor } };
  }
  await services.inTransaction((em) =>
    services.audit(em, { ...ref, by: actor, action: 'consent_exported', detail: { format } }),
  );
  const batches = readAll(services, ref);
  return {
    stream: format === 'csv' ? asCsv(batches) : asJson(batches),
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="consents.${format}"`,
    },
  };
}

async function* readAll(services: Services, ref: Pick<Wanted, 'workspaceId' | 'installationId'>) {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listConsents(services.installPortsOf(services.em()), { ...ref, cursor, limit: 100 });
    yield await presentConsents(services, page.items);
    cursor = page.nextCursor;
  }
}

// Text that a spreadsheet would take for a formula gets an apostrophe in front, and every cell is quoted (RFC 4180).
const written = { quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' } as const;

async function* asCsv(batches: AsyncIterable<Presented[]>): AsyncGenerator<string> {
  yield stringify([columns], written);
  for await (const batch of batches) yield stringify(batch.flatMap(toRows), written);
}

async function* asJson(batches: AsyncIterable<Presented[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '{"items":[';
  for await (const batch of batches) {
    for (const consent of batch) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(consent)}`;
      isFirst = false;
    }
  }
  yield '\n],"nextCursor":null}\n';
}

async function presentConsents(services: Services, consents: readonly ListedConsent[]): Promise<Presented[]> {
  const em = services.em();
  const [users, names] = [
    await services.accountsOf(em).usersByIds([...new Set(consents.map(({ userId }) => userId))]),
    await services.catalogOf(em).namesOf([...new Set(consents.map(({ appId }) => appId))]),
  ];
  return consents.map(({ userId, appId, agreedAt, workspaceId: _where, ...consent }) => {
    const named = names.get(appId);
    return {
      ...consent,
      at: agreedAt.toISOString(),
      user: { id: userId, name: users.get(userId)?.name ?? null },
      app: { id: appId, slug: named?.slug ?? appId, name: named?.name ?? appId },
    };
  });
}

const columns =
  'consent kind at user user_name address user_agent app app_name installation version from_version language scope label description reason optional granted cannot hosts'.split(
    ' ',
  );

/** A row for each scope that was shown, or one where none was. */
function toRows(consent: Presented): string[][] {
  const { id, kind, at, user, address, userAgent, app, installationId, version, fromVersion, language } = consent;
  const facts = [id, kind, at, user.id, user.name, address, userAgent, app.slug, app.name, installationId];
  const said = [...facts, version, fromVersion, language].map((cell) => cell ?? '');
  const rest = [consent.cannot.join('; '), consent.hosts.join(' ')];
  if (consent.scopes.length === 0) return [[...said, '', '', '', '', '', '', ...rest]];
  return consent.scopes.map(({ id: scope, label, description, reason, optional, granted }) => {
    return [...said, scope, label, description, reason, String(optional), String(granted), ...rest];
  });
}
