import { expect, test } from 'vitest';
import { readOpenEntries } from './read-open-entries.ts';

test('reads what is named as no secret, and nothing else', () => {
  const form = new FormData();
  form.append('open', 'string list');
  form.append('open', 'checkbox agree');
  form.append('open', 'nothing else');
  form.append('open', 'string');
  form.set('auth-list', 'Leads');
  form.set('auth-else', 'x');
  form.set('auth-crm_token', 'secret');
  expect(readOpenEntries(form)).toEqual({ list: 'Leads', agree: false });
});
