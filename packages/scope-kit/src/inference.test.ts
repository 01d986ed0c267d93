import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  createScopeRegistry,
  defineOperation,
  defineScopePlugin,
  type OperationContext,
  type ScopeIdOf,
} from './index.ts';

interface Host {
  count(): Promise<number>;
}

const words = { label: 'View things', description: 'Read your things.', group: 'Things', cannot: 'See your things' };
const scope = { risk: 'low', icon: 'box', verb: 'see', ...words } as const;
const countThings = defineOperation({
  id: 'countThings',
  method: 'get',
  path: '/things/{kind}',
  scope: 'things:view',
  summary: 'Count things.',
  input: { params: z.object({ kind: z.string() }), query: z.object({ least: z.coerce.number().optional() }) },
  output: z.object({ count: z.int() }),
  async run({ host }: OperationContext<Host>, { params, query }) {
    expectTypeOf(params).toEqualTypeOf<{ kind: string }>();
    expectTypeOf(query).toEqualTypeOf<{ least?: number | undefined }>();
    return { count: await host.count() };
  },
});
const things = defineScopePlugin({
  id: 'things',
  label: 'Things',
  scopes: [
    { id: 'things:view', ...scope },
    { id: 'things:manage', ...scope, implies: ['things:view'] },
  ],
  operations: [countThings],
});

test('the scope ids of plugins are types', () => {
  const plugins = [things] as const;
  expectTypeOf<ScopeIdOf<typeof plugins>>().toEqualTypeOf<'things:view' | 'things:manage'>();
  const registry = createScopeRegistry(plugins);
  expectTypeOf(registry.scopes[0]!.id).toEqualTypeOf<'things:view' | 'things:manage'>();
  const asked: string = 'things:view';
  if (registry.has(asked)) expectTypeOf(asked).toEqualTypeOf<'things:view' | 'things:manage'>();
});

test('an operation with a scope that its plugin lacks does not compile', () => {
  defineScopePlugin({
    id: 'things',
    label: 'Things',
    scopes: [{ id: 'things:manage', ...scope }],
    // @ts-expect-error things:view is no scope of this plugin
    operations: [countThings],
  });
});

test('an unknown scope id does not compile where ids of a registry are asked for', () => {
  type ThingScope = ScopeIdOf<readonly [typeof things]>;
  const known: ThingScope = 'things:manage';
  // @ts-expect-error a typing error
  const mistyped: ThingScope = 'things:mange';
  expectTypeOf<typeof known | typeof mistyped>().toExtend<string>();
});

test('an answer that the output schema does not describe does not compile', () => {
  defineOperation({
    ...countThings,
    // @ts-expect-error the count is a number
    run: async () => ({ count: 'many' }),
  });
});
