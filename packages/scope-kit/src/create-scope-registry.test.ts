import { expect, test } from 'vitest';
import { z } from 'zod';
import { createScopeRegistry } from './create-scope-registry.ts';
import type { Operation } from './define-operation.ts';
import type { ScopePlugin } from './define-scope-plugin.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';
import { ScopeRegistryError, type RegistryProblem } from './scope-registry-error.ts';

function scope(id: string, implies: string[] = []): ScopeDeclaration {
  return { id, label: id, description: id, risk: 'low', icon: 'tag', group: 'G', verb: 'see', cannot: id, implies };
}

function operation(id: string, overrides: Partial<Operation> = {}): Operation {
  const base = { method: 'get', path: `/${id}`, scope: 'crm:view', summary: id, input: {}, output: z.null() } as const;
  return { id, ...base, run: async () => null, ...overrides };
}

function plugin(id: string, overrides: Partial<ScopePlugin> = {}): ScopePlugin {
  return { id, label: id, scopes: [scope(`${id}:view`)], operations: [], ...overrides };
}

function problemsOf(...plugins: ScopePlugin[]): readonly RegistryProblem[] {
  try {
    createScopeRegistry(plugins);
  } catch (error) {
    if (error instanceof ScopeRegistryError) return error.problems;
    throw error;
  }
  return [];
}

const params = (name: string) => ({ params: z.object({ [name]: z.string() }) });

test('finds scopes and operations of all plugins, in the order of the plugins', () => {
  const registry = createScopeRegistry([plugin('crm', { operations: [operation('contacts')] }), plugin('tags')]);
  expect(registry.scopes.map(({ id }) => id)).toEqual(['crm:view', 'tags:view']);
  expect(registry.operations.map(({ id }) => id)).toEqual(['contacts']);
  expect(registry.scope('tags:view')?.label).toBe('tags:view');
  expect(registry.scope('toString')).toBeUndefined();
  expect(registry.has('tags:send')).toBe(false);
});

test('guesses the id that was meant, and nothing when none is near', () => {
  const registry = createScopeRegistry([
    plugin('flow-tags', { scopes: [scope('flow-tags:view'), scope('flow-tags:manage')] }),
    plugin('messages', { scopes: [scope('messages:send')] }),
  ]);
  expect(registry.closest('flow-tags:veiw')).toBe('flow-tags:view');
  expect(registry.closest('Flow-Tags:Manage ')).toBe('flow-tags:manage');
  expect(registry.closest('message:send')).toBe('messages:send');
  expect(registry.closest('invoices:pay-out')).toBeUndefined();
});

test('a scope brings what it implies, through any number of steps', () => {
  const scopes = [scope('crm:view'), scope('crm:edit', ['crm:view']), scope('crm:own', ['crm:edit'])];
  const registry = createScopeRegistry([plugin('crm', { scopes })]);
  expect(registry.expand(['crm:own'])).toEqual(new Set(['crm:own', 'crm:edit', 'crm:view']));
  expect(registry.expand(['gone:view'])).toEqual(new Set(['gone:view']));
});

test('stops the boot when two plugins declare one scope, naming both and the place to change', () => {
  const rival = plugin('sales', { namespaces: ['sales', 'crm'], scopes: [scope('sales:view'), scope('crm:view')] });
  const [claim, duplicate] = problemsOf(plugin('crm'), rival);
  expect(claim?.message).toBe(
    'The plugins "crm" and "sales" both claim the namespace "crm:". Take it out of namespaces of one of them.',
  );
  expect(duplicate?.message).toBe(
    'The plugins "crm" and "sales" both declare the scope crm:view. Rename scopes[1].id of the plugin "sales", or remove one of the plugins.',
  );
});

test('stops the boot when a scope is in the namespace of another plugin', () => {
  const [problem] = problemsOf(plugin('crm'), plugin('sales', { scopes: [scope('crm:steal')] }));
  expect(problem).toEqual({
    code: 'foreign_namespace',
    plugins: ['crm', 'sales'],
    message:
      'The scope crm:steal is in the namespace of the plugin "crm". Begin scopes[0].id of the plugin "sales" with "sales:".',
  });
});

test('stops the boot when a scope is in a namespace nobody claims', () => {
  const [problem] = problemsOf(plugin('sales', { scopes: [scope('orders:view')] }));
  expect(problem?.message).toContain('add "orders" to its namespaces');
});

test.each(['view', 'Crm:view', 'crm:view:all', 'crm:', 'crm: view'])('stops the boot for the scope id "%s"', (id) => {
  expect(problemsOf(plugin('crm', { scopes: [scope(id)] }))[0]?.code).toBe('malformed_scope_id');
});

test('stops the boot when a plugin is installed twice', () => {
  expect(problemsOf(plugin('crm'), plugin('crm')).map(({ code }) => code)).toEqual([
    'duplicate_plugin',
    'duplicate_scope',
  ]);
});

test('stops the boot when an operation has no declared scope, with the likely one', () => {
  const [problem] = problemsOf(plugin('crm', { operations: [operation('contacts', { scope: 'crm:veiw' })] }));
  expect(problem?.code).toBe('undeclared_scope');
  expect(problem?.message).toContain('Did you mean crm:view?');
});

test('stops the boot when an operation has no scope at all', () => {
  const { scope: _, ...open } = operation('contacts');
  const [problem] = problemsOf(plugin('crm', { operations: [open as Operation] }));
  expect(problem?.message).toContain('has no scope, so anybody could call it');
});

test('stops the boot when two plugins share an operation id or a route, whatever its parameters are called', () => {
  const crm = plugin('crm', { operations: [operation('contact', { path: '/contacts/{id}', input: params('id') })] });
  const sales = plugin('sales', {
    operations: [
      operation('contact', { scope: 'sales:view', path: '/other' }),
      operation('buyer', { scope: 'sales:view', path: '/contacts/{name}', input: params('name') }),
    ],
  });
  const problems = problemsOf(crm, sales);
  expect(problems.map(({ code, plugins }) => [code, ...plugins])).toEqual([
    ['duplicate_operation_id', 'crm', 'sales'],
    ['duplicate_route', 'crm', 'sales'],
  ]);
  expect(problems[1]?.message).toContain('operations[1] ("buyer") of the plugin "sales"');
});

test.each([
  ['/contacts/{id}', undefined, 'id'],
  ['/contacts', 'id', 'id'],
  ['/contacts/{id}', 'name', 'id'],
])('stops the boot when the path %s takes the parameter %s', (path, name, inOne) => {
  const [problem] = problemsOf(
    plugin('crm', { operations: [operation('contact', { path, input: name ? params(name) : {} })] }),
  );
  expect(problem).toMatchObject({
    code: 'path_parameters',
    message: expect.stringContaining(`disagree on "${inOne}"`),
  });
});

test('stops the boot when a deprecated scope leads nowhere', () => {
  const since = '2026-11-24';
  const old = (successor: string, day = since) => ({ ...scope('crm:old'), deprecated: { since: day, successor } });
  const faultOf = (...scopes: ReturnType<typeof scope>[]) =>
    problemsOf(plugin('crm', { scopes: [scope('crm:view'), ...scopes] }))[0];
  expect(faultOf(old('crm:gone'))?.message).toContain('which no installed plugin declares');
  expect(faultOf(old('crm:old'))?.message).toContain('which is deprecated itself');
  expect(faultOf(old('crm:view', 'soon'))?.message).toContain('which is no day');
  expect(() => createScopeRegistry([plugin('crm', { scopes: [scope('crm:view'), old('crm:view')] })])).not.toThrow();
});

test.each(['contacts', '/contacts/', '/a b', '/contacts/:id'])('stops the boot for the path "%s"', (path) => {
  expect(problemsOf(plugin('crm', { operations: [operation('contacts', { path })] }))[0]?.code).toBe('malformed_path');
});

test('stops the boot when scopes imply each other in a circle, across plugins, and says the way round', () => {
  const crm = plugin('crm', { scopes: [scope('crm:view', ['sales:view'])] });
  const sales = plugin('sales', { scopes: [scope('sales:view', ['crm:view'])] });
  expect(problemsOf(crm, sales)).toEqual([
    {
      code: 'implies_cycle',
      plugins: ['crm', 'sales'],
      message:
        'Scopes imply each other in a circle: crm:view -> sales:view -> crm:view (plugins "crm" and "sales"). Remove one of these ids from implies of the scope before it.',
    },
  ]);
});

test('stops the boot when a scope implies itself or a scope nobody declares', () => {
  const problems = problemsOf(
    plugin('crm', { scopes: [scope('crm:view', ['crm:view']), scope('crm:edit', ['crm:see'])] }),
  );
  expect(problems.map(({ code }) => code)).toEqual(['unknown_implied_scope', 'implies_cycle']);
});

test('tells every problem in one message', () => {
  const broken = [plugin('crm', { scopes: [scope('view')] }), plugin('sales', { operations: [operation('x')] })];
  expect(() => createScopeRegistry(broken)).toThrow(/crm[^]*sales/);
});
