import { countSteps } from '@minimart/installs/mikro-orm';
import { parseRange, readNumbers, toNumbersCsv, type AppNumbers, type DayRange } from '@minimart/numbers';
import { Refusal } from '@minimart/problem';
import { z } from 'zod';
import type { Services } from '../../compose.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { numbersQuery, numbersSchema, presentNumbers } from './numbers-schemas.ts';

const base = '/v1/developer/apps/{appId}/numbers';

/** How an app does: who looked, who installed, who left and why. */
export function numbersRoutes(services: Services): Route[] {
  const shared = {
    tag: 'Developer',
    access: 'signed-in',
    method: 'get',
    params: z.object({ appId: z.string() }),
    query: numbersQuery,
    answer: numbersSchema,
  } as const;
  return [
    defineRoute({
      ...shared,
      id: 'readNumbers',
      tokenScope: 'apps:read',
      path: base,
      summary:
        'How many looked at an app, opened its consent page, installed it and left, by day, week or month (UTC).',
      async handle({ params: { appId }, query, actor: { userId: ownerId } }) {
        return { body: presentNumbers(await numbersOf(services, { appId, ownerId }, query)) };
      },
    }),
    defineRoute({
      ...shared,
      id: 'exportNumbers',
      tokenScope: 'apps:read',
      download: true,
      path: `${base}/export`,
      summary: 'The same as CSV, a line for each period.',
      answer: z.string(),
      alsoProduces: ['text/csv'],
      async handle({ params: { appId }, query, actor: { userId: ownerId } }) {
        const numbers = await numbersOf(services, { appId, ownerId }, query);
        const name = `numbers-${numbers.range.from}-${numbers.range.to}.csv`;
        return {
          stream: asStream(toNumbersCsv(numbers)),
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="${name}"`,
          },
        };
      },
    }),
  ];
}

async function* asStream(text: string): AsyncGenerator<string> {
  yield text;
}

/** Reads them for the developer of the app; anybody else's app is `not_found`. */
async function numbersOf(
  services: Services,
  ref: { appId: string; ownerId: string },
  query: z.output<typeof numbersQuery>,
): Promise<AppNumbers> {
  const unit = services.em();
  const { id: appId, ownerId } = await services.catalogOf(unit).appOf(ref);
  const parsed = parseRange(query, services.clock.now());
  if (!parsed.ok) throw wrongRange(parsed.errors);
  const store = services.numbersOf(unit);
  const exceptWorkspaces = await ownWorkspaces(services, ownerId);
  const ports = {
    views: (range: DayRange) => store.viewsOf(appId, range),
    moves: (range: DayRange) => countSteps(unit, { appId, ...range, exceptWorkspaces }),
    words: (range: DayRange) => store.wordsOf(appId, range),
  };
  return readNumbers(ports, parsed.range, query.by);
}

/** Where a developer tries an app is not counted: it would tell them of themselves. */
async function ownWorkspaces({ accountsOf, em }: Services, ownerId: string): Promise<string[]> {
  return (await accountsOf(em()).workspacesOf(ownerId)).map(({ id }) => id);
}

function wrongRange(fields: Readonly<Record<string, string | undefined>>): Refusal {
  const errors = Object.entries(fields).flatMap(([field, message]) =>
    message === undefined ? [] : [{ path: `query.${field}`, message }],
  );
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new Refusal({ code: 'invalid_request', detail, errors });
}
