import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWorkspacesClaim } from './parse-workspaces-claim.ts';

const workspace = { id: 'w1', name: 'Tea House', role: 'owner' };
const read = (value: unknown) => parseWorkspacesClaim(value, 'minimart_workspaces');

test('a list of workspaces is read, without what else is in it', () => {
  expect(
    read([
      { ...workspace, name: ' Tea House ', plan: 'gold' },
      { id: 'ü 2', name: '本', role: 'member' },
    ]),
  ).toEqual({
    ok: true,
    workspaces: [workspace, { id: 'ü 2', name: '本', role: 'member' }],
  });
  expect(read([])).toEqual({ ok: true, workspaces: [] });
});

test.each<[unknown, string, string]>([
  [undefined, 'missing', ''],
  [null, 'list', ''],
  ['w1', 'list', ''],
  [{ 0: workspace, length: 1 }, 'list', ''],
  [Array.from({ length: 501 }, (_, id) => ({ ...workspace, id: String(id) })), 'list', ''],
  [[null], 'list', '[0]'],
  [[workspace, []], 'list', '[1]'],
  [[{ ...workspace, id: 1 }], 'id', '[0].id'],
  [[{ ...workspace, id: '' }], 'id', '[0].id'],
  [[{ ...workspace, id: 'x'.repeat(201) }], 'id', '[0].id'],
  [[{ ...workspace, id: 'a\0' }], 'id', '[0].id'],
  [[{ ...workspace, id: '\ud800' }], 'id', '[0].id'],
  [[workspace, workspace], 'twice', '[1].id'],
  [[{ id: 'w1', role: 'owner' }], 'name', '[0].name'],
  [[{ ...workspace, name: ' ' }], 'name', '[0].name'],
  [[{ ...workspace, name: 'a\u202Eb' }], 'name', '[0].name'],
  [[{ ...workspace, name: 'a\nb' }], 'name', '[0].name'],
  [[{ ...workspace, name: 'a\ud800' }], 'name', '[0].name'],
  [[{ ...workspace, role: 'Owner' }], 'role', '[0].role'],
  [[{ ...workspace, role: ['owner'] }], 'role', '[0].role'],
  [[{ id: 'w1', name: 'Tea House' }], 'role', '[0].role'],
])('%j is refused for %s at %s', (value, fault, at) => {
  expect(read(value)).toMatchObject({ ok: false, reason: 'claim', fault, field: `minimart_workspaces${at}` });
});

test('whatever the claim is, it is read or refused, and what is read can be written', () => {
  const anything = fc.anything({ maxDepth: 1, maxKeys: 3 });
  const entry = fc.record({ id: anything, name: anything, role: anything }, { requiredKeys: [] });
  const texts = fc.record({
    id: fc.string({ unit: 'binary' }),
    name: fc.string({ unit: 'binary' }),
    role: fc.constantFrom('owner', 'admin', 'x'),
  });
  fc.assert(
    fc.property(fc.oneof(anything, fc.array(fc.oneof(entry, texts), { maxLength: 5 })), (value) => {
      const parsed = read(value);
      if (!parsed.ok) return void expect(parsed.detail).toMatch(/^The claim minimart_workspaces.+\.$/);
      for (const { id, name, role } of parsed.workspaces)
        expect(`${id}${name}`.isWellFormed() && !`${id}${name}`.includes('\0') && role !== undefined).toBe(true);
    }),
  );
});
