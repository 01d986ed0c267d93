import { expect, it } from 'vitest';
import { hasField, parseEditedInput, toDraftInput, toEditedInput, type DraftInput } from './edited-input.ts';

const bare = { required: false, secret: false };
const drafts: DraftInput[] = [
  { ...bare, name: 'token', type: 'string', title: 'Token', secret: true, minLength: 8, maxLength: 40, format: 'uuid' },
  { ...bare, name: 'note', type: 'text', title: 'Note', description: 'Why.', placeholder: 'x', default: 'a\nb' },
  { ...bare, name: 'port', type: 'number', title: 'Port', required: true, min: 1, max: 2.5, step: 0.5, default: 0 },
  { ...bare, name: 'terms', type: 'checkbox', title: 'Terms', default: false },
  {
    ...bare,
    name: 'plan',
    type: 'select',
    title: 'Plan',
    default: 'b',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
];

it.each(drafts)('gives a $type back as it was', (input) => {
  expect(toDraftInput(toEditedInput(input, '0'))).toEqual(input);
  const sent = JSON.parse(JSON.stringify(toEditedInput(input, '0'))) as unknown;
  expect(toDraftInput(parseEditedInput(sent, 'x'))).toEqual(input);
});

it('sends only the fields that a type has, and forgets none when the type is changed back', () => {
  const edited = toEditedInput(drafts[2]!, '0');
  const asText = { ...edited, type: 'string' as const };
  expect(toDraftInput(asText)).toEqual({
    ...bare,
    name: 'port',
    type: 'string',
    title: 'Port',
    required: true,
    default: '0',
  });
  expect(toDraftInput({ ...asText, type: 'number' })).toEqual(drafts[2]);
});

it('sends no default of a secret, and shows no field for it', () => {
  const edited = { ...toEditedInput(drafts[1]!, '0'), secret: true };
  expect(hasField(edited, 'default')).toBe(false);
  expect(toDraftInput(edited)).not.toHaveProperty('default');
  expect(hasField({ ...edited, type: 'checkbox' }, 'default')).toBe(true);
});

it('leaves what is no number as it was typed, so that the API can say what would be right', () => {
  expect(toDraftInput({ ...toEditedInput(drafts[2]!, '0'), min: 'many', max: ' 7 ' })).toMatchObject({
    min: 'many',
    max: 7,
  });
});

it('gives an option without a value its label', () => {
  const edited = toEditedInput(drafts[4]!, '0');
  edited.options.push({ key: 'n1', value: '', label: ' The large one ' });
  expect(toDraftInput(edited).options?.at(-1)).toEqual({ value: 'The large one', label: ' The large one ' });
});

it.each([
  null,
  7,
  'text',
  [],
  { type: 'file', options: 'x', required: 1, name: ['a'] },
  JSON.parse('{"__proto__": 1}'),
])('makes an empty input of %j', (given) => {
  const input = parseEditedInput(given, 'r0');
  expect([input.key, input.type, input.name, input.options, input.required]).toEqual(['r0', 'string', '', [], false]);
});
