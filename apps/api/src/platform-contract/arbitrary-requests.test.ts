import { arbitraryOf, type DocumentedInput } from '@minimart/scope-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlatform, type Platform } from '../testing/open-platform.ts';
import { contractOperations, type ContractOperation } from './platform-contract.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

const fine = new Set([200, 201, 400, 404, 422]);

/** Requests near what the contract declares, and now and then far off. */
function requests({ parameters, body }: ContractOperation): fc.Arbitrary<DocumentedInput> {
  const part = (place: 'query' | 'path') =>
    fc.record(
      Object.fromEntries(
        parameters.filter((each) => each.in === place).map(({ name, schema }) => [name, arbitraryOf(schema)]),
      ),
      place === 'query' ? { requiredKeys: [] } : {},
    );
  return fc.record({
    query: part('query'),
    params: part('path'),
    ...(body && { body: arbitraryOf(body) as fc.Arbitrary<Record<string, unknown>> }),
  });
}

test.each(contractOperations)('$method $path never breaks, and says what is wrong', async (contract) => {
  await fc.assert(
    fc.asyncProperty(requests(contract), async (input) => {
      const { status, body, headers } = await platform.call({ ...contract, input });
      expect(fine, JSON.stringify(body)).toContain(status);
      if (status < 300) {
        expect(contract.faultOf(status, body)).toBeUndefined();
        return;
      }
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({
        status,
        code: expect.any(String),
        detail: expect.any(String),
        message: expect.any(String),
      });
    }),
    { numRuns: 25 },
  );
  expect(platform.logged()).toBe('');
});
