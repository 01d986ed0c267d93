import { readFile, writeFile } from 'node:fs/promises';
import { registry } from './plugins.ts';
import { missingScopes, toScopesLock, toScopesPage, type ScopesLock } from './scopes/describe-scopes.ts';

const root = new URL('../../../', import.meta.url);
const lock = new URL('scopes.lock.json', root);

const former = await readFile(lock, 'utf8').then(
  (text) => JSON.parse(text) as ScopesLock,
  () => undefined,
);
const missing = former ? missingScopes(former, registry) : [];
if (missing.length > 0) {
  console.error(`Owners may have agreed to ${missing.join(', ')}, which no plugin declares any more.`);
  console.error('A scope is never renamed or removed: declare it again, with deprecated and a successor.');
  process.exit(1);
}
await writeFile(lock, `${JSON.stringify(toScopesLock(registry), null, 2)}\n`);
await writeFile(new URL('docs/scopes.md', root), toScopesPage(registry));
console.log(`Wrote ${registry.scopes.length} scopes to scopes.lock.json and docs/scopes.md.`);
