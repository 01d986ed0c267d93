import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSealer, parseSealingKeys } from './index.ts';

const old = { id: 'k1', key: randomBytes(32) };
const fresh = { id: 'k2', key: randomBytes(32) };

test('opens what it sealed, in the same place only', () => {
  const sealer = createSealer({ keys: [old] });
  const sealed = sealer.seal('crm-token', 'ins_1');
  expect(sealed.includes('crm-token')).toBe(false);
  expect(sealer.open(sealed, 'ins_1').toString()).toBe('crm-token');
  expect(() => sealer.open(sealed, 'ins_2')).toThrow();
});

test('after a rotation the former key still opens and the new one seals', () => {
  const sealed = createSealer({ keys: [old] }).seal('x', 'c');
  const rotated = createSealer({ keys: [fresh, old] });
  expect(rotated.open(sealed, 'c').toString()).toBe('x');
  expect(() => createSealer({ keys: [old] }).open(rotated.seal('x', 'c'), 'c')).toThrow('No sealing key named k2');
});

test('two keys of one name are refused, since either could be meant by what was sealed', () => {
  expect(() => createSealer({ keys: [old, { ...fresh, id: old.id }] })).toThrow('Two sealing keys have the same name');
});

test('a changed byte does not open', () => {
  const sealer = createSealer({ keys: [old] });
  const sealed = sealer.seal('x', 'c');
  sealed[sealed.length - 1]! ^= 1;
  expect(() => sealer.open(sealed, 'c')).toThrow();
});

test('a wrong key in the configuration is named by its place, never repeated', () => {
  expect(() => parseSealingKeys('k1:c2hvcnQ=')).toThrow(/^sealing key 1 must/);
  expect(parseSealingKeys(`k1:${old.key.toString('base64')}`)).toEqual([old]);
});
