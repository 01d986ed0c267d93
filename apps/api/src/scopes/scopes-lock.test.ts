import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { registry } from '../plugins.ts';
import { missingScopes, toScopesLock, toScopesPage, type ScopesLock } from './describe-scopes.ts';

const read = (name: string) => readFile(new URL(`../../../../${name}`, import.meta.url), 'utf8');
const stale = 'is stale: run `pnpm scopes` and commit what it writes, so that the change is seen in review';

test('scopes.lock.json says what the plugins declare', async () => {
  expect(JSON.parse(await read('scopes.lock.json')), `scopes.lock.json ${stale}`).toEqual(toScopesLock(registry));
});

test('docs/scopes.md says what the plugins declare', async () => {
  expect(await read('docs/scopes.md'), `docs/scopes.md ${stale}`).toBe(toScopesPage(registry));
});

test('a scope that is renamed is missed', () => {
  const former = toScopesLock(registry);
  const { 'flow-tags:view': tags, ...others } = former.scopes;
  const renamed: ScopesLock = { ...former, scopes: { ...others, 'flow-labels:view': tags! } };
  expect(missingScopes(former, registry)).toEqual([]);
  expect(missingScopes(renamed, registry)).toEqual(['flow-labels:view']);
});
