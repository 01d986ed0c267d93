import { readFile } from 'node:fs/promises';
import { documentedInput } from '@minimart/scope-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../plugins.ts';
import { openPlatform, type Platform } from '../testing/open-platform.ts';
import { contractOperations, type ContractOperation } from './platform-contract.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

const servedBy = ({ method, path }: ContractOperation) =>
  registry.operations.find((each) => each.method === method && each.path === path);

test('every operation of the contract is served under its name', () => {
  const missing = contractOperations.filter((contract) => servedBy(contract)?.id !== contract.id);
  expect(missing.map(({ method, path, id }) => `${method.toUpperCase()} ${path} (${id})`)).toEqual([]);
});

test('the README states how many there are', async () => {
  const served = contractOperations.filter(servedBy).length;
  const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`${served} of ${contractOperations.length} operations`);
});

describe.each(contractOperations)('$method $path', (contract) => {
  test.each(['required', 'all'] as const)('answers as declared when %s fields are given', async (which) => {
    const operation = servedBy(contract);
    if (!operation) throw new Error(`No plugin serves ${contract.id}.`);
    const input = documentedInput(operation, which);
    if (contract.body) {
      input.body ??= {};
      if (which === 'all') expect(contract.bodyFaultOf(input.body)).toBeUndefined();
    }
    const answer = await platform.call({ ...contract, input });
    expect(answer, JSON.stringify(answer.body)).toMatchObject({
      status: contract.statuses.find((status) => status < 300),
    });
    expect(contract.faultOf(answer.status, answer.body)).toBeUndefined();
    expect(answer.headers.get('x-accepted-scopes')).toBe(operation.scope);
  });

  test('takes every parameter and field that is declared', () => {
    const operation = servedBy(contract);
    const taken = (part: 'query' | 'params' | 'body') => Object.keys(operation?.input[part]?.shape ?? {});
    const declared = (place: 'query' | 'path') =>
      contract.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
    expect(taken('query')).toEqual(expect.arrayContaining(declared('query')));
    expect(taken('params').toSorted()).toEqual(declared('path').toSorted());
    expect(taken('body')).toEqual(expect.arrayContaining(propertiesOf(contract.body)));
  });
});

function propertiesOf(schema: Record<string, unknown> | undefined): string[] {
  const { properties = {}, allOf = [] } = (schema ?? {}) as { properties?: object; allOf?: Record<string, unknown>[] };
  return [...Object.keys(properties), ...allOf.flatMap(propertiesOf)];
}
