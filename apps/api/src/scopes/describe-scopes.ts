import type { ScopeDeclaration, ScopePlugin, ScopeRegistry } from '@minimart/scope-kit';

/** One scope as `scopes.lock.json` keeps it: all that an owner agrees to, so that a change of it shows in a review. */
interface LockedScope {
  plugin: string;
  label: string;
  risk: string;
  verb: string;
  implies: readonly string[];
  deprecated?: { since: string; successor: string };
  operations: string[];
}

/** The registry as it is written down at the root of the repository. */
export interface ScopesLock {
  /** Says what the file is for. */
  about: string;
  scopes: Record<string, LockedScope>;
}

/** What `scopes.lock.json` is to hold for a registry. */
export function toScopesLock({ plugins }: Pick<ScopeRegistry, 'plugins'>): ScopesLock {
  const scopes = plugins.flatMap((plugin) =>
    plugin.scopes.map((scope) => [scope.id, lockScope(scope, plugin)] as const),
  );
  return {
    about:
      'Every scope an owner may have agreed to. Written by `pnpm scopes`; a scope is never renamed or removed, only deprecated.',
    scopes: Object.fromEntries(scopes.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** Scopes of a former lock that are gone from a registry; there must be none. */
export function missingScopes(former: ScopesLock, { has }: Pick<ScopeRegistry, 'has'>): string[] {
  return Object.keys(former.scopes).filter((id) => !has(id));
}

function lockScope(
  { id, label, risk, verb, implies = [], deprecated }: ScopeDeclaration,
  plugin: ScopePlugin,
): LockedScope {
  const operations = plugin.operations.filter(({ scope }) => scope === id);
  return {
    plugin: plugin.id,
    label,
    risk,
    verb,
    implies,
    ...(deprecated && { deprecated }),
    operations: operations.map(({ method, path }) => `${method.toUpperCase()} /api${path}`).toSorted(),
  };
}

/** The page `docs/scopes.md`: every scope with its words and its operations. */
export function toScopesPage({
  plugins,
  scopes,
  operations,
}: Pick<ScopeRegistry, 'plugins' | 'scopes' | 'operations'>): string {
  const counts = `${plugins.length} plugins, ${scopes.length} scopes, ${operations.length} operations`;
  return [
    '# Scopes',
    '',
    `What an app may ask for: ${counts}. Written by \`pnpm scopes\`; do not edit it by hand.`,
    ...plugins.flatMap((plugin) => [
      '',
      `## ${plugin.label}`,
      '',
      `Package \`scope-${plugin.id}\``,
      ...plugin.scopes.flatMap((scope) => describe(scope, plugin)),
    ]),
    '',
  ].join('\n');
}

function describe(
  { id, label, description, risk, implies = [], deprecated }: ScopeDeclaration,
  plugin: ScopePlugin,
): string[] {
  const notes = [
    `Risk: ${risk}.`,
    implies.length > 0 ? `Brings ${implies.map((other) => `\`${other}\``).join(', ')}.` : '',
    deprecated ? `Deprecated since ${deprecated.since}; ask for \`${deprecated.successor}\`.` : '',
  ].filter(Boolean);
  const operations = plugin.operations.filter(({ scope }) => scope === id);
  return [
    '',
    `### ${label}`,
    '',
    `\`${id}\`. ${description} ${notes.join(' ')}`,
    '',
    ...operations.map(({ method, path, summary }) => `- \`${method.toUpperCase()} /api${path}\` ${summary}`),
  ];
}
