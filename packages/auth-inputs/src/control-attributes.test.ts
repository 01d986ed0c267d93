import { expect, it } from 'vitest';
import { controlAttributes } from './control-attributes.ts';

it.each([
  [
    { type: 'string', required: true, minLength: 2, maxLength: 9 },
    { required: true, minlength: 2, maxlength: 9 },
  ],
  [{ type: 'number', required: false, min: 1, step: 1 }, { inputmode: 'numeric' }],
  // A phone's keyboard of digits may have no minus sign.
  [{ type: 'number', required: false, min: -1, step: 1 }, { inputmode: 'decimal' }],
  [{ type: 'string', required: false, format: 'email' }, { inputmode: 'email' }],
  [{ type: 'string', required: false, format: 'uuid' }, {}],
  [{ type: 'checkbox', required: true }, { required: true }],
] as const)('%j has the control %j', (rules, attributes) => {
  expect(controlAttributes(rules)).toEqual(attributes);
});

it('does not ask for what is kept when it stays empty', () => {
  expect(controlAttributes({ type: 'string', required: true }, { isKept: true })).toEqual({});
});
