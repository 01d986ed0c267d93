import { expect, test } from 'vitest';
import { placeFieldErrors, placeMessages } from './place-field-errors.ts';

const problem = {
  type: 'about:blank',
  title: 'Wrong',
  status: 422,
  code: 'invalid_input',
  detail: 'Something is wrong.',
};

test('an error goes to its field and above, one without a field above alone', () => {
  const errors = [
    { path: 'since', message: 'Give a moment.' },
    { path: 'elsewhere', message: 'Not this.' },
  ];
  expect(placeFieldErrors({ ...problem, errors }, { since: 'recover-since' })).toEqual({
    summary: [{ message: 'Give a moment.', href: '#recover-since' }, { message: 'Not this.' }],
    fields: { since: 'Give a moment.' },
  });
});

test('a problem without fields is told above', () => {
  expect(placeFieldErrors(problem, {})).toEqual({ summary: [{ message: 'Something is wrong.' }], fields: {} });
});

test('own messages link to the ids of their controls', () => {
  expect(placeMessages({ since: 'Give a moment.' }, { since: 'recover-since' }).summary).toEqual([
    { message: 'Give a moment.', href: '#recover-since' },
  ]);
});
