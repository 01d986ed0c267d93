import { pageFields, pageQueryFields, toPageFields, type Chatbot, type ErrorLog } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';

const errorLogSchema = z
  .object({
    id: z.int(),
    description: z.string(),
    flow_ns: z.string(),
    node_ns: z.string().optional(),
    user_ns: z.string().optional(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'ErrorLogData' });

const filter = (what: string, example: string) =>
  z
    .string(`Give ${what} as text.`)
    .optional()
    .meta({ examples: [example] });

const time = (description: string) =>
  z.coerce
    .number('Give the time as a number: the seconds since 1970 in UTC.')
    .int('Give the time in whole seconds.')
    .min(0, 'Give the time in seconds since 1970.')
    .max(253_402_300_799, 'Give the time in seconds, not in milliseconds.')
    .transform((seconds) => new Date(seconds * 1_000))
    .optional()
    .meta({ description });

/** `GET /flow/error-logs/data` */
export const listErrorLogs = defineOperation({
  id: 'flowErrorLogData',
  method: 'get',
  path: '/flow/error-logs/data',
  scope: 'flows:view',
  summary: 'List run errors of the bot.',
  description: 'The latest come first. Without a time these are the errors of the last month (31 days).',
  invalidInputStatus: 422,
  input: {
    query: z.object({
      node_ns: filter('the id of the node', 'f123n456').describe('Keep only this node.'),
      user_ns: filter('the id of the subscriber', 'f123u456').describe('Keep only this subscriber.'),
      search: filter('what to search for', 'image').describe('Part of the error text, in any letter case.'),
      start_time: time('Unix seconds, no older than one month.'),
      end_time: time('Unix seconds, no older than one month.'),
      ...pageQueryFields({ limit: 1_000, pages: 100, isStrict: true }),
    }),
  },
  output: z.object({ data: z.array(errorLogSchema), ...pageFields, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const { node_ns: nodeNs, user_ns: userNs, start_time: from, end_time: to, ...rest } = query;
    const page = await host.flows.listErrors({ ...rest, nodeNs, userNs, from, to });
    const asked = { ...query, start_time: toSeconds(from), end_time: toSeconds(to) };
    return { data: page.items.map(toErrorLog), ...toPageFields(page, asked), status: 'ok' as const };
  },
});

function toSeconds(date: Date | undefined): number | undefined {
  return date && date.getTime() / 1_000;
}

function toErrorLog(log: ErrorLog): z.output<typeof errorLogSchema> {
  const { id, description, botNs, nodeNs, userNs, createdAt } = log;
  return {
    id,
    description,
    flow_ns: botNs,
    ...(nodeNs !== null && { node_ns: nodeNs }),
    ...(userNs !== null && { user_ns: userNs }),
    created_at: createdAt.toISOString(),
  };
}
