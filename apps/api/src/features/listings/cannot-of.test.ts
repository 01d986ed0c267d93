import { createScopeRegistry, defineScopePlugin, inLanguage } from '@minimart/scope-kit';
import { expect, test } from 'vitest';
import { allThatCannot, cannotOf } from './cannot-of.ts';

const scope = (id: string, risk: 'low' | 'sensitive' | 'high', more: object = {}) => ({
  id: `tags:${id}`,
  label: `Do ${id}`,
  description: 'It does it.',
  group: 'Tags',
  cannot: `Do ${id}`,
  risk,
  verb: 'see' as const,
  icon: 'tag',
  ...more,
});
const registry = createScopeRegistry([
  defineScopePlugin({
    id: 'tags',
    label: 'Tags',
    scopes: [
      scope('view', 'low', {
        translations: { de: { label: 'Tags', description: 'Es tut es.', group: 'Tags', cannot: 'Es tun' } },
      }),
      scope('manage', 'sensitive', { implies: ['tags:view'] }),
      scope('own', 'high', { implies: ['tags:manage'] }),
      scope('old', 'high', { deprecated: { since: '2026-01-01', successor: 'tags:own' } }),
    ],
    operations: [],
  }),
]);

test('what weighs most comes first, and what no app should ask for any more goes without saying', () => {
  expect(cannotOf(registry, [])).toEqual(['Do own', 'Do manage', 'Do view']);
});

test('an app can do what a scope brings, however far', () => {
  expect(cannotOf(registry, ['tags:manage'])).toEqual(['Do own']);
  expect(cannotOf(registry, ['tags:own', 'gone:scope'])).toEqual([]);
});

test('each entry names the scopes that rule it out, in the language of the registry', () => {
  expect(allThatCannot(inLanguage(registry, 'de')).at(-1)).toEqual({
    cannot: 'Es tun',
    unless: ['tags:view', 'tags:manage', 'tags:own'],
  });
});
