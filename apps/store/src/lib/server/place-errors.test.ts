import { expect, test } from 'vitest';
import { placeErrors } from './place-errors.ts';

const inputs = [{ name: 'crm_token', title: 'CRM token' }];
const problem = {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  code: 'auth_input_invalid',
  detail: 'Look at the fields.',
};

test('an error of an auth input stands at its field and links there', () => {
  const placed = placeErrors(
    { ...problem, errors: [{ path: 'authInputs.crm_token', message: 'Enter a value.' }] },
    inputs,
  );
  expect(placed.fields).toEqual({ crm_token: 'Enter a value.' });
  expect(placed.summary).toEqual([{ message: 'CRM token: Enter a value.', href: '#auth-crm_token' }]);
});

test('a message that names the field already is not prefixed with it', () => {
  const placed = placeErrors(
    { ...problem, errors: [{ path: 'authInputs.crm_token', message: 'CRM token is missing.' }] },
    inputs,
  );
  expect(placed.summary[0]?.message).toBe('CRM token is missing.');
});

test('an error of a scope links to the permissions', () => {
  const placed = placeErrors({ ...problem, errors: [{ path: 'scopes[0]', message: 'Not declared.' }] }, inputs);
  expect(placed.summary).toEqual([{ message: 'Not declared.', href: '#permissions' }]);
});

test('a problem without field errors is told by its detail', () => {
  expect(placeErrors(problem, inputs).summary).toEqual([{ message: 'Look at the fields.' }]);
});

test('an error of an unknown field is told, not lost', () => {
  const placed = placeErrors({ ...problem, errors: [{ path: 'authInputs.gone', message: 'Unknown.' }] }, inputs);
  expect(placed.summary).toEqual([{ message: 'Unknown.' }]);
});
