import { authInputTypes, formatIds } from '@minimart/auth-inputs';
import { z } from 'zod';
import { listOf, oneLine, words } from '../field-words.ts';

const nameError = words('name of an auth input', 'a letter, then up to 39 letters, digits, _ or -, such as crm_token');
const flag = (label: string) => z.boolean(words(`field ${label}`, 'true or false')).default(false);
const length = (label: string, least: number) => {
  const error = words(label, `a whole number from ${least} to 10000`);
  return z.int(error).min(least, error).max(10_000, error).optional();
};
const limit = (label: string) => z.number(words(label, 'a number')).optional();

const option = z.strictObject({ value: oneLine('value of an option', 200), label: oneLine('label of an option', 200) });

// What every JavaScript object has, such as `constructor`: a program that looks a value up by it finds one where there is none.
const isFree = (name: string) => !(name in Object.prototype);

const authInput = z.strictObject({
  name: z
    .string(nameError)
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/u, nameError)
    .refine(isFree, words('name of an auth input', 'another word: this one means something to JavaScript itself')),
  type: z.enum(authInputTypes, words('type', `one of ${authInputTypes.join(', ')}`)),
  title: oneLine('title', 80),
  description: oneLine('description', 300).optional(),
  placeholder: oneLine('placeholder', 120).optional(),
  required: flag('required'),
  secret: flag('secret'),
  default: z.union([z.string(), z.number(), z.boolean()], words('default', 'text, a number, true or false')).optional(),
  options: listOf('options', option, 200).optional(),
  minLength: length('minLength', 1),
  maxLength: length('maxLength', 1),
  format: z.enum(formatIds, words('format', `one of ${formatIds.join(', ')}`)).optional(),
  min: limit('min'),
  max: limit('max'),
  step: z.number(words('step', 'a number above 0')).positive(words('step', 'a number above 0')).optional(),
});

/** What the owner fills in at install. */
export const authInputsSchema = listOf('authInputs', authInput, 20);

/** One field that the owner fills in; its variable is `{{auth.<name>}}`. */
export type AuthInput = z.output<typeof authInput>;
