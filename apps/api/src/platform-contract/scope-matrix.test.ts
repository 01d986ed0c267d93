import { documentedInput } from '@minimart/scope-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../plugins.ts';
import { openPlatform, type Platform } from '../testing/open-platform.ts';

let platform: Platform;
const keys = new Map<string, string>();
beforeAll(async () => {
  platform = await openPlatform();
  for (const { id } of registry.scopes) keys.set(id, await platform.mint([id]));
  keys.set('', await platform.mint([]));
});
afterAll(() => platform[Symbol.asyncDispose]());

describe.each(registry.operations)('$method $path', (operation) => {
  const input = documentedInput(operation, 'required');
  const opening: string[] = registry.scopes
    .filter(({ id }) => registry.expand([id]).has(operation.scope))
    .map(({ id }) => id);

  test('opens to its scope and to those that imply it, and to no other', async () => {
    expect(opening).toContain(operation.scope);
    for (const [scope, key] of keys) {
      const { status, body, headers } = await platform.call({ ...operation, input, key });
      expect(headers.get('x-accepted-scopes'), scope).toBe(operation.scope);
      if (opening.includes(scope)) expect([401, 403], scope).not.toContain(status);
      else {
        const refusal = { status: 403, code: 'scope_missing', needed: operation.scope, granted: scope ? [scope] : [] };
        expect(body, scope).toMatchObject(refusal);
      }
    }
  });

  test('opens to nobody without a good key, and says which scope it takes', async () => {
    for (const key of ['', 'mm_live_nonsense']) {
      const { status, headers } = await platform.call({ ...operation, input, key });
      expect([status, headers.get('x-accepted-scopes')]).toEqual([401, operation.scope]);
    }
  });
});
