import { expect, it } from 'vitest';
import { chooseScope, judgeReason } from './choose-scopes.ts';
import { describeUse } from './describe-use.ts';
import { readScopesForm } from './read-scopes-form.ts';
import { cannotDo, searchScopes, type KnownPlugin, type KnownScope } from './scope-registry.ts';

const scope = (id: string, more: Partial<KnownScope> = {}): KnownScope => ({
  id,
  label: `Label of ${id}`,
  description: 'Words.',
  risk: 'low',
  verb: 'see',
  icon: null,
  group: 'Things',
  implies: [],
  cannot: `Do ${id}`,
  deprecated: null,
  operations: [],
  ...more,
});
const plugins: KnownPlugin[] = [
  {
    id: 'tags',
    label: 'Flow tags',
    scopes: [
      scope('tags:view', { operations: [{ method: 'GET', path: '/api/flow/tags', summary: 'List tags.' }] }),
      scope('tags:manage', { implies: ['tags:view'], risk: 'sensitive' }),
      scope('tags:old', { deprecated: { since: '2026-01-01', successor: 'tags:view' } }),
    ],
  },
  { id: 'sending', label: 'Sending', scopes: [scope('messages:send', { risk: 'high' })] },
];

it('says what an app cannot do in the order of the registry, without what a chosen scope rules out', () => {
  const all = [
    { cannot: 'Send messages', unless: ['messages:send'] },
    { cannot: 'Change tags', unless: ['tags:manage'] },
    { cannot: 'See tags', unless: ['tags:view', 'tags:manage'] },
  ];
  expect(cannotDo(all, [])).toEqual(['Send messages', 'Change tags', 'See tags']);
  expect(cannotDo(all, ['tags:manage', 'gone:scope'])).toEqual(['Send messages']);
});

it('finds scopes by plugin, label, id and operation, all words of a search at once', () => {
  const found = (search: string) => searchScopes(plugins, search).flatMap(({ scopes }) => scopes.map(({ id }) => id));
  expect(found('')).toHaveLength(4);
  expect(found('FLOW manage')).toEqual(['tags:manage']);
  expect(found('/api/flow')).toEqual(['tags:view']);
  expect(found('send')).toEqual(['messages:send']);
  expect(found('nothing such')).toEqual([]);
});

it('keeps the order when a scope is taken out and put back', () => {
  const asked = ['a:view', 'b:view', 'c:view'].map((id) => ({ id, reason: `For ${id}.`, optional: false }));
  const without = chooseScope(asked, { id: 'b:view', isChosen: false });
  expect(without.map(({ id }) => id)).toEqual(['a:view', 'c:view']);
  const former = { place: 1, scope: asked[1]! };
  expect(chooseScope(without, { id: 'b:view', isChosen: true, former })).toEqual(asked);
  expect(chooseScope(without, { id: 'd:view', isChosen: true }).at(-1)).toEqual({
    id: 'd:view',
    reason: '',
    optional: false,
  });
});

it('judges a reason by its characters', () => {
  expect(judgeReason('  ')).toEqual({ left: 280, problem: 'missing' });
  expect(judgeReason('x'.repeat(281))).toEqual({ left: -1, problem: 'long' });
  expect(judgeReason('To read tags.')).toMatchObject({ problem: undefined });
});

it('reads what is ticked in the order it had, new scopes last, a reason as one line', () => {
  const form = new FormData();
  for (const id of ['b:view', 'a:view', 'gone:view']) form.append('order', id);
  for (const id of ['a:view', '__proto__', 'b:view']) form.append('scope', id);
  form.append('reason a:view', 'One\r\n two ');
  form.append('optional b:view', 'yes');
  form.append('reason gone:view', 'Not ticked.');
  expect(readScopesForm(form)).toEqual([
    { id: 'b:view', reason: '', optional: true },
    { id: 'a:view', reason: 'One two', optional: false },
    { id: '__proto__', reason: '', optional: false },
  ]);
});

const use = { id: 'tags:view', installations: 2, uses: 0, lastUsedAt: null };

it('warns only of what nobody used while somebody could have', () => {
  expect(describeUse({ ...use, standing: 'unused', lastUsedAt: '2026-09-03T10:00:00Z' }, 30)).toEqual({
    isUnused: true,
    text: 'No installation has used this in 30 days; consider dropping it. 2 installations have it. The last call was on 3 Sept 2026.',
  });
  expect(describeUse({ ...use, standing: 'too_early' }, 30)).toMatchObject({
    isUnused: false,
    text: expect.stringContaining('too early to tell'),
  });
  expect(describeUse({ ...use, installations: 1, uses: 1204, standing: 'used' }, 30)?.text).toBe(
    'Needed by 1,204 calls in the last 30 days. 1 installation has it.',
  );
  expect(describeUse(undefined, 30)).toBeUndefined();
});
