import { expect, test } from 'vitest';
import { createScopeRegistry } from './create-scope-registry.ts';
import { inLanguage, languagesOf } from './in-language.ts';
import type { ScopeDeclaration } from './scope-declaration.ts';

const words = (text: string) => ({ label: text, description: text, group: text, cannot: text });
const scope = (id: string, more: Partial<ScopeDeclaration> = {}): ScopeDeclaration => {
  return { id, ...words(id), risk: 'low', icon: 'tag', verb: 'see', ...more };
};
const registry = createScopeRegistry([
  {
    id: 'crm',
    label: 'CRM',
    scopes: [
      scope('crm:view', { translations: { de: words('Ansehen') } }),
      scope('crm:edit', { implies: ['crm:view'], translations: { de: words('Ändern'), fr: words('Modifier') } }),
      scope('crm:own'),
    ],
    operations: [],
  },
]);

test('a registry has English and each language that a scope is translated into, once', () => {
  expect(languagesOf(registry)).toEqual(['en', 'de', 'fr']);
});

test('all words of a scope are in the language, and nothing else of it is changed', () => {
  const german = inLanguage(registry, 'de');
  expect(german.scope('crm:view')).toEqual({ ...registry.scope('crm:view'), ...words('Ansehen') });
  expect(german.scopes.map(({ label }) => label)).toEqual(['Ansehen', 'Ändern', 'crm:own']);
  expect(german.expand(['crm:edit'])).toEqual(new Set(['crm:edit', 'crm:view']));
  expect([german.has('crm:edit'), german.scope('crm:gone'), german.closest('crm:veiw')]).toEqual([
    true,
    undefined,
    'crm:view',
  ]);
  expect(registry.scope('crm:view')?.label).toBe('crm:view');
});

test.each(['en', 'xx', 'toString', ''])('in the language "%s" it stays English', (language) => {
  expect(inLanguage(registry, language).scopes.map(({ label }) => label)).toEqual(['crm:view', 'crm:edit', 'crm:own']);
});
