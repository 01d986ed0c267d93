import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** A package with the version that is installed here: `pg-boss 12.38.0`. */
export function versionOf(name: string): string {
  const path = findPackageJSON(name, import.meta.url);
  if (path === undefined) throw new Error(`${name} is not installed.`);
  return `${name} ${(JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version}`;
}
