import { documentedInput, fieldsOf, type DocumentedInput } from '@minimart/scope-kit/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../plugins.ts';
import { openPlatform, type Platform } from '../testing/open-platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

/** The other workspace's id in place of one of the sample's; undefined where a value holds no id. */
function stolen(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => stolen(name, item));
    return items.some((item) => item !== undefined) ? items : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const changed = Object.entries(value).map(
      ([key, inner]) => [key, stolen(key, inner) ?? inner, stolen(key, inner)] as const,
    );
    if (changed.every(([, , theft]) => theft === undefined)) return undefined;
    return Object.fromEntries(changed.map(([key, inner]) => [key, inner]));
  }
  if (typeof value === 'string' && /f123[a-z]+\d+/.test(value))
    return value.replaceAll(/f123([a-z]+)\d+/g, 'f124$19001');
  if (/(^|_)(id|Id|assignee)$|Id$/.test(name) && /^\d+$/.test(String(value))) {
    return typeof value === 'number' ? 9001 : '9001';
  }
  return undefined;
}

const thefts = registry.operations.flatMap((operation) =>
  fieldsOf(operation).flatMap(({ part, name, example, path }) => {
    // What stands in a trigger's context is the app's own, and an id to begin a page with names nothing.
    const theirs = name === 'context' || name === 'start_id' ? undefined : stolen(name, example);
    if (theirs === undefined) return [];
    const input: DocumentedInput = documentedInput(operation, 'required');
    if (name === 'user_id') delete input[part]?.['user_ns'];
    input[part] = { ...input[part], [name]: theirs };
    return [{ operation, path, input, title: `${operation.method} ${operation.path} ${path}` }];
  }),
);

/** Everything that belongs to the other bot, as text: to be the same before and after. */
async function othersRows(em: EntityManager): Promise<string> {
  const tables = await em.execute<{ name: string; column: string }[]>(
    `select table_name as name, min(column_name) as "column" from information_schema.columns
     where table_schema = 'chatbot' and column_name in ('bot_id', 'subscriber_id') group by table_name order by 1`,
  );
  const rows = [];
  for (const { name, column } of tables) {
    const own = column === 'bot_id' ? '124' : '9001';
    rows.push(
      await em.execute(
        `select '${name}' as of, coalesce(jsonb_agg(t order by t::text), '[]') as rows from chatbot."${name}" t where "${column}" = ${own}`,
      ),
    );
  }
  return JSON.stringify(rows);
}

test('there are thefts to try', () => {
  expect(thefts.length).toBeGreaterThan(100);
});

test.each(thefts)('$title of another workspace is not there', async ({ operation, input }) => {
  const untouched = await othersRowsUntouched();
  const answer = await platform.call({
    ...operation,
    input,
    afterwards: async (em) => expect(await othersRows(em)).toBe(untouched),
  });
  const text = JSON.stringify(answer.body);
  // A filter for another workspace's thing may also find nothing; what changes or sends must say that it is not there.
  if (operation.method === 'get' && answer.status === 200) expect(answer.body).toMatchObject({ data: [] });
  else expect([400, 404], text).toContain(answer.status);
  expect(text).not.toMatch(/Other|Somebody Else|Not yours|else@example/);
});

let before: string | undefined;
async function othersRowsUntouched(): Promise<string> {
  if (before === undefined) {
    await platform.call({
      method: 'get',
      path: '/flow/tags',
      afterwards: async (em) => void (before = await othersRows(em)),
    });
  }
  return before!;
}

test.each(registry.operations.filter(({ method }) => method === 'get'))(
  '$method $path heeds no header that names a workspace',
  async (operation) => {
    const input = documentedInput(operation, 'required');
    const plain = await platform.call({ ...operation, input });
    const headers = {
      'x-workspace-id': 'f124',
      'x-team-id': '124',
      'x-flow-ns': 'f124',
      'x-tenant': 'ws_other',
      'x-installation-id': 'ins_other',
    };
    expect((await platform.call({ ...operation, input, headers })).body).toEqual(plain.body);
  },
);
