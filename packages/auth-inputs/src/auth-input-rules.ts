import type { FormatId } from './formats.ts';

/** string: one line; text: several lines; number; checkbox: true or false; select: one of `options`. */
export const authInputTypes = ['string', 'text', 'number', 'checkbox', 'select'] as const;

/** One of `authInputTypes`. */
export type AuthInputType = (typeof authInputTypes)[number];

/** What a value is checked against: the part of an auth input's definition that says what fits. Lengths are in UTF-16 code units, as in HTML. */
export interface AuthInputRules {
  type: AuthInputType;
  required: boolean;
  default?: string | number | boolean | undefined;
  options?: readonly { value: string }[] | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  format?: FormatId | undefined;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
}
