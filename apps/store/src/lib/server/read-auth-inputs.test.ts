import { expect, test } from 'vitest';
import { readAuthInputs, withoutSecrets } from './read-auth-inputs.ts';

const inputs = [
  { name: 'crm_token', type: 'string', secret: true },
  { name: 'limit', type: 'number', secret: false },
  { name: 'greet', type: 'checkbox', secret: false },
  { name: 'note', type: 'text', secret: false },
] as const;

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.set(name, value);
  return data;
}

test('reads each type as the API takes it', () => {
  const read = readAuthInputs(form({ 'auth-crm_token': 's3cret', 'auth-limit': '2.5', 'auth-greet': 'on' }), [
    ...inputs,
  ]);
  expect(read).toEqual({ crm_token: 's3cret', limit: 2.5, greet: true });
});

test('an unticked checkbox is false, an empty text is left out', () => {
  expect(readAuthInputs(form({ 'auth-note': '' }), [...inputs])).toEqual({ greet: false });
});

test('a number that is none is passed on as typed', () => {
  expect(readAuthInputs(form({ 'auth-limit': 'ten' }), [...inputs])).toEqual({ limit: 'ten', greet: false });
});

test('fields that the app did not declare are ignored', () => {
  expect(readAuthInputs(form({ 'auth-extra': 'x' }), [...inputs])).toEqual({ greet: false });
});

test('secret values are never written into a page again', () => {
  expect(withoutSecrets({ crm_token: 's3cret', limit: 2 }, [...inputs])).toEqual({ limit: 2 });
});
