import {
  auditActorKinds,
  operatorActions,
  operatorCsvHeader,
  parseAuditCursor,
  toOperatorCsv,
  writeAuditCursor,
  type OperatorEntry,
  type OperatorFilter,
} from '@minimart/audit';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { moment } from '../../http/moment.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { requireOperator } from '../operators/require-operator.ts';

const base = '/v1/operator/audit-log';
const batchSize = 500;
const facts = z.record(z.string(), z.unknown());

const entrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    action: z.enum(operatorActions),
    actor: z.object({ kind: z.enum(auditActorKinds), id: z.string().nullable(), name: z.string() }),
    subject: z.object({
      kind: z.enum(['app', 'version', 'review', 'store']),
      id: z.string().nullable().describe('Of a version: the id of its app, an at sign, and its number.'),
      name: z.string().nullable().describe('As it was called then.'),
    }),
    note: z.string(),
    before: facts,
    after: facts,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'OperatorEntry' });

const filterSchema = z.object({
  text: z
    .string()
    .max(200, 'Search for 200 characters at most.')
    .optional()
    .describe('Words, all of which must occur.'),
  action: z.enum(operatorActions, { error: `Say one of ${operatorActions.join(', ')}.` }).optional(),
  actor: z.string().max(100).optional().describe('The id of an operator.'),
  subject: z.string().max(200).optional().describe('The id of an app or a review.'),
  from: moment.optional().describe('At or after.'),
  to: moment.optional().describe('Before.'),
});

/** What operators did, for operators. */
export function operatorLogRoutes(services: Services): Route[] {
  const { config, em, inTransaction, operatorLogOf } = services;
  const shared = { tag: 'Operator', access: 'signed-in', tokenScope: 'operator', method: 'get' } as const;
  return [
    defineRoute({
      ...shared,
      id: 'readOperatorLog',
      path: base,
      summary: 'What operators did, latest first. For operators.',
      query: filterSchema.extend({
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number('Give a number from 1 to 100.').int().min(1).max(100).default(50),
      }),
      answer: z.object({
        items: z.array(entrySchema),
        nextCursor: z.string().nullable(),
        operators: z.array(z.object({ id: z.string(), name: z.string() })).describe('All that the log speaks of.'),
      }),
      async handle({ query: { cursor, limit, ...filter }, actor }) {
        requireOperator(config, actor);
        const before = cursor === undefined ? undefined : parseAuditCursor(cursor);
        const log = operatorLogOf(em());
        const found = await log.read({ ...toFilter(filter), before, limit: limit + 1 });
        const items = found.slice(0, limit);
        const nextCursor = found.length > limit ? writeAuditCursor(items.at(-1)!.id) : null;
        return { body: { items: items.map(present), nextCursor, operators: await log.operators() } };
      },
    }),
    defineRoute({
      ...shared,
      id: 'exportOperatorLog',
      download: true,
      path: `${base}/export`,
      summary: 'All of the operators’ log that matches, as JSON or as CSV. For operators.',
      query: filterSchema.extend({ format: z.enum(['json', 'csv'], { error: 'Say json or csv.' }).default('json') }),
      answer: z.array(entrySchema),
      alsoProduces: ['text/csv'],
      async handle({ query: { format, ...filter }, actor }) {
        requireOperator(config, actor);
        const subject = { kind: 'store' as const, id: null, name: null };
        const after = { format, ...filter };
        await inTransaction((tx) =>
          services.auditOperator(tx, { by: actor, action: 'operator_log_exported', subject, after }),
        );
        const batches = operatorLogOf(em()).readAll({ ...toFilter(filter), limit: batchSize });
        return {
          stream: format === 'csv' ? asCsv(batches) : asJson(batches),
          headers: {
            'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="operator-log.${format}"`,
          },
        };
      },
    }),
  ];
}

function toFilter({ text, action, actor, subject, from, to }: z.output<typeof filterSchema>): OperatorFilter {
  return {
    text,
    action,
    actorId: actor,
    subjectId: subject,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

function present({ at, before, after, ...entry }: OperatorEntry): z.input<typeof entrySchema> {
  return { ...entry, at: at.toISOString(), before: { ...before }, after: { ...after } };
}

async function* asCsv(batches: AsyncIterable<OperatorEntry[]>): AsyncGenerator<string> {
  yield operatorCsvHeader();
  for await (const batch of batches) yield toOperatorCsv(batch);
}

async function* asJson(batches: AsyncIterable<OperatorEntry[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const batch of batches) {
    const lines = batch.map((entry) => JSON.stringify(present(entry))).join(',\n');
    yield isFirst ? `\n${lines}` : `,\n${lines}`;
    isFirst = false;
  }
  yield '\n]\n';
}
