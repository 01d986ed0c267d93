import { expect, test } from 'vitest';
import { compareManifests } from './compare-manifests.ts';
import { manifestSchema, type ManifestInput } from './manifest-schema.ts';

const manifest = (changes: Partial<ManifestInput>) =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });
const request = (host: string) => ({ subscribe: { method: 'POST', url: `https://${host}/hook` } }) as const;

test('names scopes that came and went, and those with another reason or another choice', () => {
  const from = manifest({
    scopes: [
      { id: 'flow-tags:view', reason: 'To read.' },
      { id: 'labels:view', reason: 'To sort.' },
      { id: 'flows:view', reason: 'Same.' },
      { id: 'sub-flows:send', reason: 'To greet.', optional: true },
    ],
  });
  const to = manifest({
    scopes: [
      { id: 'flow-tags:view', reason: 'To read and count.' },
      { id: 'flows:view', reason: 'Same.' },
      { id: 'sub-flows:send', reason: 'To greet.' },
      { id: 'messages:send', reason: 'To answer.' },
    ],
  });
  const { added, removed, changed } = compareManifests(from, to).scopes;
  expect([added, removed].map((scopes) => scopes.map(({ id }) => id))).toEqual([['messages:send'], ['labels:view']]);
  expect(changed.map(({ from: { id, reason, optional }, to: now }) => [id, reason, now.reason, optional])).toEqual([
    ['flow-tags:view', 'To read.', 'To read and count.', false],
    ['sub-flows:send', 'To greet.', 'To greet.', true],
  ]);
});

test('names auth inputs and hosts that came, went or changed', () => {
  const [token, list] = ['token', 'list'].map((name) => ({ name, type: 'string' as const, title: name }));
  const from = manifest({ authInputs: [token!], requests: request('one.example.com') });
  const to = manifest({ authInputs: [{ ...token!, required: true }, list!], requests: request('two.example.com') });
  const { authInputs, hosts } = compareManifests(from, to);
  expect(authInputs.added.map(({ name }) => name)).toEqual(['list']);
  expect(authInputs.changed.map(({ from: was, to: is }) => [was.required, is.required])).toEqual([[false, true]]);
  expect(hosts).toEqual({ added: ['two.example.com'], removed: ['one.example.com'] });
});

test('finds nothing where only the listing is another', () => {
  const one = manifest({ scopes: [{ id: 'flow-tags:view', reason: 'To read.' }] });
  expect(compareManifests(one, { ...one, summary: 'Other words.' })).toEqual({
    scopes: { added: [], removed: [], changed: [] },
    authInputs: { added: [], removed: [], changed: [] },
    hosts: { added: [], removed: [] },
  });
});
