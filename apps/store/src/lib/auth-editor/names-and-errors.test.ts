import { expect, it } from 'vitest';
import { parseEditedInput } from './edited-input.ts';
import { keyErrors, keysWithErrors } from './key-errors.ts';
import { nameProblem } from './name-problem.ts';
import { pasteOptions } from './paste-options.ts';
import { proposeName } from './propose-name.ts';
import { renameVariables, usesOfInputs } from './rename-variables.ts';
import { previewNames, toPreviewInput } from './to-preview-input.ts';

it.each([
  ['CRM token', [], 'crm_token'],
  ['  Über-Größe!  ', [], 'uber_gro_e'],
  ['2nd address', [], 'nd_address'],
  ['__proto__', [], 'proto'],
  ['متجر', [], 'input'],
  ['<b>Token</b>', [], 'b_token_b'],
  ['Token', ['token', 'token_2'], 'token_3'],
  ['x'.repeat(90), ['x'.repeat(40)], `${'x'.repeat(38)}_2`],
])('proposes for the title %j beside %j the name %s', (title, taken, name) => {
  expect(proposeName(title, taken)).toBe(name);
  expect(nameProblem(name, taken)).toBeUndefined();
});

it('says what is wrong with a name', () => {
  expect(nameProblem('__proto__', [])).toMatch(/a letter first/);
  expect(nameProblem('token', ['token'])).toMatch(/Another input/);
  expect(nameProblem('constructor', [])).toBeUndefined();
});

const requests = {
  subscribe: {
    method: 'POST' as const,
    url: 'https://a.example/{{workspace_id}}',
    headers: { 'X-T': 'a {{auth.token}} b' },
    body: { json: { deep: [{ t: '{{auth.token}}{{auth.list}}' }], tokenx: '{{auth.token_2}}' } },
  },
  unsubscribe: { method: 'POST' as const, url: 'https://a.example/{{auth.list}}' },
};

it('renames variables everywhere in the requests, two that change names with each other included', () => {
  const renamed = renameVariables(requests, [
    { from: 'token', to: 'list' },
    { from: 'list', to: 'token' },
  ]);
  expect(renamed.subscribe.headers).toEqual({ 'X-T': 'a {{auth.list}} b' });
  expect(renamed.subscribe.body.json).toEqual({
    deep: [{ t: '{{auth.list}}{{auth.token}}' }],
    tokenx: '{{auth.token_2}}',
  });
  expect(renamed.unsubscribe.url).toBe('https://a.example/{{auth.token}}');
});

it('knows which requests use an input', () => {
  expect(usesOfInputs(requests)).toEqual({
    token: ['the subscribe request'],
    list: ['the subscribe request', 'the unsubscribe request'],
    token_2: ['the subscribe request'],
  });
});

it('puts errors at the keys of rows, so that they stay with them', () => {
  const row = { ...parseEditedInput({}, 'n4'), options: [{ key: 'n7', value: '', label: '' }] };
  const errors = {
    fields: { 'authInputs[1].title': 'Missing.', 'authInputs[1].options[0].label': 'Empty.', authInputs: 'Too many.' },
    summary: [
      { message: 'Missing.', href: '#draft-authInputs-1-title' },
      { message: 'Empty.', href: '#draft-authInputs-1-options-0-label' },
      { message: 'Elsewhere.', href: '/developer/apps/app_1/requests#draft-requests' },
    ],
  };
  const keyed = keyErrors(errors, [parseEditedInput({}, '0'), row]);
  expect(Object.keys(keyed.fields)).toEqual(['authInputs[n4].title', 'authInputs[n4].options[n7].label', 'authInputs']);
  expect(keyed.summary.map(({ href }) => href)).toEqual([
    '#draft-authInputs-n4-title',
    '#draft-authInputs-n4-options-n7-label',
    '/developer/apps/app_1/requests#draft-requests',
  ]);
  expect(keysWithErrors(keyed)).toEqual(['n4']);
});

it('takes pasted lines for options, with a value after a tab', () => {
  const before = [
    { key: '0', value: 'a', label: 'A' },
    { key: '1', value: '', label: '' },
  ];
  const pasted = pasteOptions(before, 1, 'Small\ts\r\n\r\nLarge\r\n');
  expect(pasted?.map(({ label, value }) => [label, value])).toEqual([
    ['A', 'a'],
    ['Small', 's'],
    ['Large', ''],
  ]);
  expect(pasteOptions(before, 1, 'One line')).toBeUndefined();
});

it('previews inputs that are not finished, each with a name of its own', () => {
  const edited = (fields: object) => parseEditedInput(fields, '0');
  const twice = { key: '0', value: 'x', label: '1' };
  const inputs = [
    edited({ name: 'a', title: 'A', maxLength: 'many' }),
    edited({ name: 'a' }),
    edited({ name: '__proto__', title: 'C', type: 'select', options: [twice, twice] }),
  ];
  const names = previewNames(inputs);
  expect(names).toEqual(['a', '1-unnamed', '2-unnamed']);
  const shown = inputs.map((input, place) => toPreviewInput(input, names[place]!));
  expect(shown[0]).not.toHaveProperty('maxLength');
  expect(shown[1]?.title).toBe('Without a title yet');
  expect(shown[2]?.options).toHaveLength(1);
});
