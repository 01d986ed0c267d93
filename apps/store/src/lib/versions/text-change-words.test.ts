import { expect, it } from 'vitest';
import { textChangeLabel, textChangeVerb } from './text-change-words.ts';

it.each([
  ['summary', 'Short description'],
  ['links.support', 'Support link'],
  ['requests.subscribe.url', 'Subscribe request: address'],
  ['requests.dataErasure.headers', 'Data-erasure request: headers'],
  ['screenshots[1]', 'Screenshot 2'],
  ['somethingNew', 'somethingNew'],
])('calls %s %s', (path, label) => expect(textChangeLabel(path)).toBe(label));

it('tells what is new, gone and changed', () => {
  expect([null, 'a'].map((from) => textChangeVerb({ from, to: 'b' }))).toEqual(['new', 'changed']);
  expect(textChangeVerb({ from: 'a', to: null })).toBe('gone');
});
