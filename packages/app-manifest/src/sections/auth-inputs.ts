import { z } from 'zod';
import { listOf, oneLine, words } from '../field-words.ts';

/** string: one line; text: several lines; number; checkbox: true or false; select: one of `options`. */
export const authInputTypes = ['string', 'text', 'number', 'checkbox', 'select'] as const;

/** One of `authInputTypes`. */
export type AuthInputType = (typeof authInputTypes)[number];

const nameError = words('name of an auth input', 'a letter, then up to 39 letters, digits, _ or -, such as crm_token');
const flag = (label: string) => z.boolean(words(`field ${label}`, 'true or false')).default(false);
const lengthError = words('maxLength', 'a whole number from 1 to 10000');

const option = z.strictObject({ value: oneLine('value of an option', 200), label: oneLine('label of an option', 200) });

const authInput = z.strictObject({
  name: z.string(nameError).regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/u, nameError),
  type: z.enum(authInputTypes, words('type', `one of ${authInputTypes.join(', ')}`)),
  title: oneLine('title', 80),
  description: oneLine('description', 300).optional(),
  placeholder: oneLine('placeholder', 120).optional(),
  required: flag('required'),
  secret: flag('secret'),
  default: z.union([z.string(), z.number(), z.boolean()], words('default', 'text, a number, true or false')).optional(),
  options: listOf('options', option, 200).optional(),
  maxLength: z.int(lengthError).min(1, lengthError).max(10_000, lengthError).optional(),
});

/** What the owner fills in at install. */
export const authInputsSchema = listOf('authInputs', authInput, 20);

/** One field that the owner fills in; its variable is `{{auth.<name>}}`. */
export type AuthInput = z.output<typeof authInput>;
