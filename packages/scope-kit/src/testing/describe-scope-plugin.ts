import { isRefusal } from '@minimart/problem';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScopeRegistry } from '../create-scope-registry.ts';
import type { Operation } from '../define-operation.ts';
import type { ScopePlugin } from '../define-scope-plugin.ts';
import { operationErrorCodes } from '../operation-error-codes.ts';
import { runOperation } from '../run-operation.ts';
import { arbitraryInput } from './arbitrary-input.ts';
import { documentedInput, fieldsOf, type Input, type Part } from './documented-input.ts';
import { plainLanguageFaults } from './plain-language.ts';

/** What the suite needs: a host on which the inputs that the operations' schemas document (`.meta({ examples })`) work. */
export interface ScopePluginSuite<Host> {
  /** Runs `work` with the host as it was at first; what earlier calls changed is undone. */
  withHost<Value>(work: (host: Host) => Promise<Value>): Promise<Value>;
  /** Plugins whose scopes this one's imply. */
  besides?: readonly ScopePlugin[];
}

/** One of these is of a wrong type for any field that takes less than everything. */
const wrongValues = [[{}, {}], {}, null, true];

/** Strings that break careless code: empty, a NUL that PostgreSQL refuses, ids of nothing, an id beyond 64 bits, a very long one. */
const hostileStrings = [
  '',
  ' ',
  '\0',
  'no-such-thing',
  'f0t0',
  `f9t${'9'.repeat(40)}`,
  '%',
  "'; --",
  'é'.repeat(20_000),
];

/** The contract of every scope plugin, as vitest tests: plain words, answers as documented, bad input refused. */
export function describeScopePlugin<Host>(plugin: ScopePlugin<string, Host>, suite: ScopePluginSuite<Host>): void {
  describe(`scope plugin ${plugin.id}`, () => {
    test('can be installed', () => {
      createScopeRegistry([...(suite.besides ?? []), plugin as ScopePlugin]);
    });
    test.each(plugin.scopes)('$id is put in plain words', (scope) => {
      expect(plainLanguageFaults(scope)).toEqual([]);
    });
    test.each(plugin.scopes)('$id opens at least one operation', ({ id }) => {
      expect(plugin.operations.map(({ scope }) => scope)).toContain(id);
    });
    for (const operation of plugin.operations) describeOperation(operation, suite);
  });
}

function describeOperation<Host>(operation: Operation<Host>, { withHost }: ScopePluginSuite<Host>): void {
  const caller = { workspaceId: 'ws_suite', installationId: 'ins_suite' };
  const run = (input: Input) => withHost((host) => runOperation(operation, { ...caller, host }, input));
  async function runAnyhow(input: Input): Promise<void> {
    await run(input).then(
      (answer) => operation.output.parse(answer),
      (error: unknown) => {
        if (!isRefusal(error)) throw error;
        expect(operationErrorCodes).toContain(error.code);
      },
    );
  }

  describe(`${operation.method.toUpperCase()} ${operation.path}`, () => {
    test('documents its summary as a sentence and an example of each field it needs', () => {
      expect(operation.summary).toMatch(/^\p{Lu}.*\.$/u);
      expect(fieldsOf(operation).filter(({ required, example }) => required && example === undefined)).toEqual([]);
    });
    test('answers the documented input with what its output schema says', async () => {
      for (const input of [documentedInput(operation, 'required'), documentedInput(operation, 'all')]) {
        const answer = await run(input);
        expect(operation.output.parse(answer)).toEqual(answer);
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }
    });
    test.each(fieldsOf(operation))('refuses $path of a wrong type', async ({ part, name, path }) => {
      const wrong = wrongValues.find((value) => !operation.input[part]?.shape[name]?.safeParse(value).success);
      const thrown = await run(withField(operation, { part, name }, wrong)).catch((error: unknown) => error);
      const paths = isRefusal(thrown) ? thrown.errors.map((error) => error.path) : [];
      expect(paths).not.toEqual([]);
      expect(paths.filter((each) => !each.startsWith(path))).toEqual([]);
    });
    test.each(fieldsOf(operation).filter(({ required }) => required))(
      'refuses to go without $path',
      async ({ part, name }) => {
        const thrown = await run(withField(operation, { part, name }, undefined)).catch((error: unknown) => error);
        expect(isRefusal(thrown) && thrown.errors.map(({ path }) => path)).toEqual([`${part}.${name}`]);
      },
    );
    test.each(fieldsOf(operation))(
      'answers or refuses, and never breaks, whatever text is in $path',
      async ({ part, name }) => {
        for (const text of hostileStrings) {
          await runAnyhow(withField(operation, { part, name }, text));
        }
      },
    );
    test('answers or refuses, and never breaks, whatever its schemas let through', async () => {
      await fc.assert(fc.asyncProperty(arbitraryInput(operation.input), runAnyhow), { numRuns: 50 });
    });
  });
}

function withField<Host>(operation: Operation<Host>, at: { part: Part; name: string }, value: unknown): Input {
  const input = documentedInput(operation, 'required');
  return { ...input, [at.part]: { ...input[at.part], [at.name]: value } };
}
