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

test('passes texts on as typed, an empty one too, and a checkbox as true or false', () => {
  const read = readAuthInputs(
    form({ 'auth-crm_token': 's3cret', 'auth-limit': '2.5', 'auth-note': '', 'auth-greet': 'on' }),
    [...inputs],
  );
  expect(read).toEqual({ crm_token: 's3cret', limit: '2.5', note: '', greet: true });
});

test('an unticked checkbox is false', () => {
  expect(readAuthInputs(form({}), [...inputs])).toEqual({ greet: false });
});

test('fields that the app did not declare are ignored', () => {
  expect(readAuthInputs(form({ 'auth-extra': 'x' }), [...inputs])).toEqual({ greet: false });
});

test('secret values are never written into a page again', () => {
  expect(withoutSecrets({ crm_token: 's3cret', limit: '2' }, [...inputs])).toEqual({ limit: '2' });
});
