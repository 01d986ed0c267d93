import { expect, test } from 'vitest';
import type { ScopeDeclaration } from '../scope-declaration.ts';
import { plainLanguageFaults } from './plain-language.ts';

const plain: ScopeDeclaration = {
  id: 'flow-tags:view',
  label: 'View flow tags',
  description: 'Read the names of the tags in your chatbot.',
  risk: 'low',
  icon: 'tags',
  group: 'Tags',
  verb: 'see',
  cannot: 'See your flow tags',
};

test('finds nothing in plain words', () => {
  expect(plainLanguageFaults(plain)).toEqual([]);
});

test.each<[Partial<ScopeDeclaration>, string]>([
  [{ label: 'flow-tags:view' }, 'label: "flow-tags:view" does not begin with a capital'],
  [{ label: 'Read tag_ns' }, 'label: "Read tag_ns" uses "tag_ns", which an owner need not know'],
  [{ label: 'View flow tags.' }, 'label: "View flow tags." ends like a sentence'],
  [{ description: 'Read tags.' }, 'description: "Read tags." has 2 words; 5 to 40 are right'],
  [{ description: 'Calls the endpoint that lists tags.' }, 'uses "endpoint", which an owner need not know'],
  [{ cannot: 'View flow tags' }, 'cannot: says the label again'],
  [{ icon: 'TagsIcon' }, 'icon: "TagsIcon" is not the name of a Lucide icon'],
])('stumbles over %j', (change, fault) => {
  expect(plainLanguageFaults({ ...plain, ...change }).join('\n')).toContain(fault);
});
