import { toCamel } from './to-camel.ts';

/** The two files of `apps/api` that name the installed plugins. */
export interface InstallFiles {
  /** `apps/api/src/plugins.ts` */
  plugins: string;
  /** `apps/api/package.json` */
  manifest: string;
}

/** The files with one more plugin: an import, an entry of the list, and a dependency. */
export function installPlugin({ plugins, manifest }: InstallFiles, name: string): InstallFiles {
  const imports = plugins.lastIndexOf('import ');
  const end = plugins.indexOf('\n', imports) + 1;
  const list = /const plugins = \[([\s\S]*?)\] as const;/.exec(plugins);
  if (imports < 0 || !list) throw new Error('apps/api/src/plugins.ts has no list "const plugins = [...] as const;".');
  const withImport = `${plugins.slice(0, end)}import { ${toCamel(name)} } from '@minimart/scope-${name}';\n${plugins.slice(end)}`;
  const entries = (list[1] ?? '').trim().replace(/,$/, '');
  const parsed = JSON.parse(manifest) as { dependencies: Record<string, string> };
  const dependencies = { ...parsed.dependencies, [`@minimart/scope-${name}`]: 'workspace:*' };
  const sorted = Object.fromEntries(Object.entries(dependencies).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return {
    plugins: withImport.replace(list[0], `const plugins = [${entries}, ${toCamel(name)}] as const;`),
    manifest: `${JSON.stringify({ ...parsed, dependencies: sorted }, null, 2)}\n`,
  };
}
