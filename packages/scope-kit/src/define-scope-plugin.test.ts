import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { createScopeRegistry } from './create-scope-registry.ts';
import { defineOperation, type OperationContext } from './define-operation.ts';
import { defineScopePlugin, type HostOf, type ScopeIdOf } from './define-scope-plugin.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';

interface Ledger {
  total(): number;
}

const words = { label: 'L', description: 'D', risk: 'low', icon: 'tag', group: 'G', verb: 'see', cannot: 'C' } as const;
const readTotal = defineOperation({
  id: 'total',
  method: 'get',
  path: '/ledger/total',
  scope: 'ledger:view',
  summary: 'Read the total.',
  input: { query: z.object({ since: z.coerce.number().optional() }) },
  output: z.object({ total: z.number() }),
  async run({ host }: OperationContext<Ledger>, { query }) {
    expectTypeOf(query.since).toEqualTypeOf<number | undefined>();
    return { total: host.total() };
  },
});
const ledger = defineScopePlugin({
  id: 'ledger',
  label: 'Ledger',
  scopes: [
    { id: 'ledger:view', ...words },
    { id: 'ledger:manage', ...words, implies: ['ledger:view'] },
  ],
  operations: [readTotal],
});
const invoices = defineScopePlugin({
  id: 'invoices',
  label: 'I',
  scopes: [{ id: 'invoices:view', ...words }],
  operations: [],
});

test('keeps the ids of scopes as literal types, so that an unknown one does not compile', () => {
  const plugins = [ledger, invoices] as const;
  type Id = ScopeIdOf<typeof plugins>;
  expectTypeOf<Id>().toEqualTypeOf<'ledger:view' | 'ledger:manage' | 'invoices:view'>();
  const known: Id = 'ledger:view';
  // @ts-expect-error no plugin declares it
  const unknown: Id = 'ledger:veiw';
  expect([known, unknown]).toHaveLength(2);
});

test('narrows a string to a scope id where the registry has it', () => {
  const registry = createScopeRegistry([ledger, invoices]);
  const text: string = 'ledger:manage';
  if (!registry.has(text)) throw new Error('declared above');
  expectTypeOf(text).toEqualTypeOf<'ledger:view' | 'ledger:manage' | 'invoices:view'>();
  expectTypeOf(registry.scopes).toEqualTypeOf<readonly ScopeDeclaration<typeof text>[]>();
});

test('keeps the host of the operations as a type', () => {
  expectTypeOf<HostOf<[typeof ledger]>>().toEqualTypeOf<Ledger>();
});

test('refuses at compile time an operation whose scope the plugin does not declare', () => {
  const plugin = defineScopePlugin({
    id: 'ledger',
    label: 'Ledger',
    scopes: [{ id: 'ledger:manage', ...words }],
    // @ts-expect-error ledger:view is not among the scopes
    operations: [readTotal],
  });
  expect(() => createScopeRegistry([plugin])).toThrow('ledger:view');
});

test('refuses at compile time an answer that is not what the output schema says', () => {
  defineOperation({
    ...readTotal,
    // @ts-expect-error the total is a number
    run: async ({ host }: OperationContext<Ledger>) => ({ total: String(host.total()) }),
  });
});
