import { expect, it } from 'vitest';
import { mergeDrafts } from './merge-drafts.ts';
import { takeTheirs } from './take-theirs.ts';

const draft = {
  links: { support: 'https://yours.example' },
  authInputs: [
    { name: 'token', title: 'CRM token' },
    { name: 'plan', title: 'Plan' },
  ],
};

it('puts what the other one saved in the place that a clash names, and leaves the rest', () => {
  expect(takeTheirs(draft, { path: 'authInputs[token].title', theirs: 'Key' })).toEqual({
    ...draft,
    authInputs: [{ name: 'token', title: 'Key' }, draft.authInputs[1]],
  });
  expect(takeTheirs(draft, { path: 'links.support', theirs: undefined }).links).toEqual({});
  expect(takeTheirs(draft, { path: 'authInputs[plan]', theirs: undefined }).authInputs).toEqual([draft.authInputs[0]]);
  expect(takeTheirs(draft, { path: 'authInputs[list]', theirs: { name: 'list' } }).authInputs).toHaveLength(3);
  expect(takeTheirs(draft, { path: 'name', theirs: 'Theirs' })).toEqual({ ...draft, name: 'Theirs' });
});

it('settles every clash of a merge, so that all taken is what they saved', () => {
  const theirs = { links: {}, authInputs: [{ name: 'token', title: 'Key' }] };
  const yours = { links: { support: 'x' }, authInputs: [{ name: 'token', title: 'Token' }] };
  const { value, clashes } = mergeDrafts<object>({ base: draft, yours, theirs });
  expect(clashes.length).toBeGreaterThan(0);
  expect(clashes.reduce<object>(takeTheirs, value)).toEqual(theirs);
});
