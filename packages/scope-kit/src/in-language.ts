import type { ScopeRegistry } from './create-scope-registry.ts';

/** The languages that a registry has words in, as BCP 47 tags: English, then those that any scope is translated into. */
export function languagesOf({ scopes }: Pick<ScopeRegistry, 'scopes'>): string[] {
  return [...new Set(['en', ...scopes.flatMap(({ translations = {} }) => Object.keys(translations))])];
}

/** A registry whose scopes are in the words of one language; a scope that has none in it stays in English. */
export function inLanguage<Registry extends ScopeRegistry>(registry: Registry, language: string): Registry {
  const said = new Map(
    registry.scopes.map((scope) => {
      const { translations = {} } = scope;
      const words = Object.hasOwn(translations, language) ? translations[language] : {};
      return [scope.id, { ...scope, ...words }] as const;
    }),
  );
  return Object.freeze({ ...registry, scopes: [...said.values()], scope: (id: string) => said.get(id) });
}
