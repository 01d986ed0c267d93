import { expect, it } from 'vitest';
import { readPublishForm } from './read-publish-form.ts';

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

it('leaves the version to the API and lets it out to everybody when nothing was said', () => {
  const { body } = readPublishForm(formOf({ version: ' ', percentage: '', changelog: 'One\r\nTwo' }));
  expect(body).toEqual({ changelog: 'One\nTwo', percentage: 100 });
});

it.each(['0', '101', '1.5', 'ten', '-5'])('refuses %s of a hundred, and keeps what was entered', (percentage) => {
  const { entered, body, errors } = readPublishForm(formOf({ percentage, version: '2.0.0', changelog: 'New.' }));
  expect(body).toBeUndefined();
  expect(entered).toEqual({ version: '2.0.0', percentage, changelog: 'New.' });
  expect(errors?.fields).toEqual({ percentage: 'Give a whole number from 1 to 100.' });
});
