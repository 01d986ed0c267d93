import { expect, it } from 'vitest';
import { readLinkForm } from './read-link-form.ts';

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

it('reads a link, without a version as the one in the store', () => {
  const { body } = readLinkForm(formOf({ label: ' Testers ', version: '', days: '7', cap: '10' }));
  expect(body).toEqual({ label: 'Testers', version: null, days: 7, cap: 10 });
});

it('gives the API what it refuses for a number that is none, and keeps what was entered', () => {
  const { entered, body } = readLinkForm(formOf({ version: '1.2.0', days: 'a week', cap: '-1' }));
  expect(body).toMatchObject({ version: '1.2.0', days: 0, cap: 0 });
  expect(entered).toMatchObject({ days: 'a week', cap: '-1' });
});
