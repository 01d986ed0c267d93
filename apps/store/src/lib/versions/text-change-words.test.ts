import { expect, it } from 'vitest';
import { textChangeLabel, textChangeValue, textChangeVerb } from './text-change-words.ts';

it.each([
  ['summary', 'Short description'],
  ['pricing', 'Price'],
  ['links.support', 'Support link'],
  ['requests.subscribe.url', 'Subscribe request: address'],
  ['requests.dataErasure.headers', 'Data-erasure request: headers'],
  ['screenshots[1]', 'Screenshot 2'],
  ['somethingNew', 'somethingNew'],
])('calls %s %s', (path, label) => expect(textChangeLabel(path)).toBe(label));

it('says in words what a price is, and leaves other texts alone', () => {
  expect([textChangeValue('pricing', 'free-plan'), textChangeValue('summary', 'free-plan')]).toEqual([
    'With a free plan',
    'free-plan',
  ]);
});

it('tells what is new, gone and changed', () => {
  expect([null, 'a'].map((from) => textChangeVerb({ from, to: 'b' }))).toEqual(['new', 'changed']);
  expect(textChangeVerb({ from: 'a', to: null })).toBe('gone');
});
