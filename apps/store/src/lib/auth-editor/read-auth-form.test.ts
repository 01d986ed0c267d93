import { expect, it } from 'vitest';
import { readFormFields } from '../server/read-form-fields.ts';
import { adoptMerged } from './adopt-merged.ts';
import { toEditedInput } from './edited-input.ts';
import { readAuthForm } from './read-auth-form.ts';

const token = { name: 'token', type: 'string', title: 'Token', required: true, secret: true } as const;

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

it('reads folded rows as JSON and unfolded ones by their fields, and names what has no name', () => {
  const { inputs, unfolded, removed } = readAuthForm(
    readFormFields(
      formOf({
        'authInputs[0][json]': JSON.stringify(toEditedInput(token, '0')),
        'authInputs[1][key]': 'n1',
        'authInputs[1][type]': 'select',
        'authInputs[1][title]': 'Token',
        'authInputs[1][options][0][key]': 'n1',
        'authInputs[1][options][0][label]': 'A',
        'authInputs[2][json]': '{broken',
        removed: JSON.stringify({ place: 1, input: toEditedInput(token, '4') }),
      }),
    ),
  );
  expect(inputs.map(({ key, name, type }) => [key, name, type])).toEqual([
    ['0', 'token', 'string'],
    ['n1', 'token_2', 'select'],
    ['r2', '', 'string'],
  ]);
  expect(inputs[1]?.options).toEqual([{ key: 'n1', value: '', label: 'A' }]);
  expect(unfolded).toEqual(['n1']);
  expect(removed).toMatchObject({ place: 1, input: { key: '4', name: 'token' } });
});

it('renames in the requests only what is ticked and was saved under another name', () => {
  const rows = [{ ...toEditedInput(token, '0'), name: 'key' }, toEditedInput({ ...token, name: 'other' }, '1')];
  const fields = Object.fromEntries(rows.map((row, place) => [`authInputs[${place}][json]`, JSON.stringify(row)]));
  expect(readAuthForm(readFormFields(formOf(fields))).renames).toEqual([]);
  const ticked = formOf(fields);
  ticked.append('replace', '0');
  ticked.append('replace', '1');
  expect(readAuthForm(readFormFields(ticked)).renames).toEqual([{ from: 'token', to: 'key' }]);
});

it('reads a list of two hundred options whole', () => {
  const fields = Object.fromEntries(
    Array.from({ length: 200 }, (_, place) => [`authInputs[0][options][${place}][label]`, `Option ${place}`]),
  );
  const [input] = readAuthForm(readFormFields(formOf({ ...fields, 'authInputs[0][type]': 'select' }))).inputs;
  expect(input?.options.at(-1)?.label).toBe('Option 199');
});

it('keeps what the form knew of an input when a merge comes back', () => {
  const posted = [{ ...toEditedInput(token, '0'), name: 'key' }];
  const merged = adoptMerged(
    [
      { ...token, name: 'key', title: 'Theirs' },
      { ...token, name: 'added' },
    ],
    posted,
  );
  expect(merged.map(({ key, savedName, title }) => [key, savedName, title])).toEqual([
    ['0', 'token', 'Theirs'],
    ['m1', 'added', 'Token'],
  ]);
  const twice = adoptMerged(
    ['new', 'key', 'added', 'newer'].map((name) => ({ ...token, name })),
    merged,
  );
  expect(new Set(twice.map(({ key }) => key)).size).toBe(4);
});
