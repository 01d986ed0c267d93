import { cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies what `pnpm build` has made into a folder that needs nothing else of this repository: `api/main.js` with all roles but the store, `store/index.js`. The
 * folder is emptied first. Throws where something has not been built.
 */
export async function layOut(projectRoot: string, folder: string): Promise<void> {
  const parts = [
    ['apps/api/build', 'api'],
    ['apps/store/build', 'store'],
    // SvelteKit leaves this one outside of what it builds, so that there is one of it; it needs no other package.
    ['apps/store/node_modules/@opentelemetry/api', 'store/node_modules/@opentelemetry/api'],
    ['LICENSE', 'LICENSE'],
  ] as const;
  for (const [from] of parts) await stat(join(projectRoot, from)).catch(() => explain(from));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [from, to] of parts)
    await cp(join(projectRoot, from), join(folder, to), { recursive: true, dereference: true });
  await writeFile(join(folder, 'package.json'), '{ "name": "minimart", "private": true, "type": "module" }\n');
}

function explain(path: string): never {
  throw new Error(`${path} is not there: run pnpm build first.`);
}
