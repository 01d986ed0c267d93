import type { IconNode, Risk, Verb } from '@minimart/ui';

/** A scope that a plugin declares, as the editor shows it. */
export interface KnownScope {
  id: string;
  label: string;
  description: string;
  risk: Risk;
  verb: Verb;
  icon: IconNode | null;
  /** The thing it is about, by which the consent page groups. */
  group: string;
  implies: string[];
  /** Completes "This app cannot ...". */
  cannot: string;
  deprecated: { since: string; successor: string } | null;
  operations: { method: string; path: string; summary: string }[];
}

/** A plugin with its scopes, in the order of the registry. */
export interface KnownPlugin {
  id: string;
  label: string;
  scopes: KnownScope[];
}

/** Every scope of the registry by its id. */
export function scopesById(plugins: readonly KnownPlugin[]): Map<string, KnownScope> {
  return new Map(plugins.flatMap(({ scopes }) => scopes.map((scope) => [scope.id, scope] as const)));
}

/** Something that an app cannot do unless it asks for one of these scopes; completes "This app cannot ...". */
export interface Cannot {
  cannot: string;
  unless: string[];
}

/** What an app that asks for these scopes cannot do, of all that the registry says an app may be unable to do. */
export function cannotDo(all: readonly Cannot[], asked: readonly string[]): string[] {
  return all.filter(({ unless }) => !unless.some((id) => asked.includes(id))).map(({ cannot }) => cannot);
}

/** The plugins with the scopes that a search finds, by the words of what they show; all of them for an empty one. */
export function searchScopes(plugins: readonly KnownPlugin[], search: string): KnownPlugin[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ label: plugin }: KnownPlugin, { id, label, description, operations }: KnownScope) => {
    const text = [plugin, id, label, description, ...operations.flatMap(({ path, summary }) => [path, summary])];
    const whole = text.join(' ').toLowerCase();
    return words.every((word) => whole.includes(word));
  };
  return plugins
    .map((plugin) => ({ ...plugin, scopes: plugin.scopes.filter((scope) => isFound(plugin, scope)) }))
    .filter(({ scopes }) => scopes.length > 0);
}
