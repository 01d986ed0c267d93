import {
  auditCsvHeader,
  parseAuditCursor,
  toAuditCsv,
  writeAuditCursor,
  type AuditEntry,
  type AuditQuery,
} from '@minimart/audit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { workspaceParams } from '../installations/installation-schemas.ts';
import { requireMembership } from '../installations/require-membership.ts';
import { auditEntrySchema, auditFilter, auditQuery, presentEntry } from './audit-schemas.ts';

const tag = 'Audit log';
const base = '/v1/workspaces/{workspaceId}/audit-log';
const named = z.array(z.object({ id: z.string(), name: z.string() }));
const batchSize = 500;

/** Who did what to the apps of a workspace, for its owners and admins. */
export function auditRoutes(services: Services): Route[] {
  const { em, auditLogOf, inTransaction } = services;
  const shared = { tag, access: 'signed-in', method: 'get', params: workspaceParams } as const;
  return [
    defineRoute({
      ...shared,
      id: 'readAuditLog',
      tokenScope: 'workspaces:read',
      path: base,
      summary: 'What was done to the apps of a workspace, latest first.',
      query: auditQuery,
      answer: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
      async handle({ params: { workspaceId }, query: { cursor, limit, ...filter }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'change');
        const before = cursor === undefined ? undefined : parseAuditCursor(cursor);
        const unit = em();
        const wanted = await toQuery(services, unit, { workspaceId, filter });
        // One more than asked for tells whether there are more.
        const found = await auditLogOf(unit).read({ ...wanted, before, limit: limit + 1 });
        const items = found.slice(0, limit);
        const nextCursor = found.length > limit ? writeAuditCursor(items.at(-1)!.id) : null;
        return { body: { items: items.map(presentEntry), nextCursor } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'namesInAuditLog',
      tokenScope: 'workspaces:read',
      path: `${base}/names`,
      summary: 'The people and apps that the log of a workspace speaks of.',
      answer: z.object({ actors: named, apps: named }),
      async handle({ params: { workspaceId }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'change');
        return { body: await auditLogOf(em()).namesIn(workspaceId) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'exportAuditLog',
      tokenScope: 'workspaces:read',
      download: true,
      path: `${base}/export`,
      summary: 'All of the log that matches, as JSON or as CSV.',
      query: auditFilter.extend({ format: z.enum(['json', 'csv'], { error: 'Say json or csv.' }).default('json') }),
      answer: z.array(auditEntrySchema),
      alsoProduces: ['text/csv'],
      async handle({ params: { workspaceId }, query: { format, ...filter }, actor }) {
        await requireMembership(services, { actor, workspaceId }, 'change');
        const wanted = await toQuery(services, em(), { workspaceId, filter });
        await inTransaction((tx) =>
          services.audit(tx, { workspaceId, by: actor, action: 'audit_exported', detail: { format, ...filter } }),
        );
        const batches = auditLogOf(em()).readAll({ ...wanted, limit: batchSize });
        const name = `audit-log-${workspaceId.replaceAll(/\W/g, '')}.${format}`;
        return {
          stream: format === 'csv' ? asCsv(batches) : asJson(batches),
          headers: {
            'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="${name}"`,
          },
        };
      },
    }),
  ];
}

async function* asCsv(batches: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  yield auditCsvHeader();
  for await (const batch of batches) yield toAuditCsv(batch);
}

async function* asJson(batches: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const batch of batches) {
    const lines = batch.map((entry) => JSON.stringify(presentEntry(entry))).join(',\n');
    yield isFirst ? `\n${lines}` : `,\n${lines}`;
    isFirst = false;
  }
  yield '\n]\n';
}

async function toQuery(
  { catalogOf }: Services,
  em: EntityManager,
  { workspaceId, filter }: { workspaceId: string; filter: z.output<typeof auditFilter> },
): Promise<Omit<AuditQuery, 'limit'>> {
  const { text, action, actor: actorId, app, from, to } = filter;
  // An app that has left the store is still in the log, by its id.
  const listing = app === undefined || app === '' ? undefined : await catalogOf(em).listing(app);
  const moments = {
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
  return { workspaceId, text, action, actorId, appId: listing?.appId ?? app, ...moments };
}
