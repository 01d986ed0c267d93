import type { AuthInputRules } from './auth-input-rules.ts';
import { formats } from './formats.ts';

/** Attributes of the HTML control, by their names there. */
export interface ControlAttributes {
  required?: true;
  minlength?: number;
  maxlength?: number;
  inputmode?: 'email' | 'url' | 'tel' | 'numeric' | 'decimal';
}

/**
 * What the rules of an input say to its HTML control: the keyboard, the lengths, that it is required. Numbers are typed into a text control, as one of the type
 * `number` swallows what it cannot read; `isKept` is an input that keeps its value when it stays empty.
 */
export function controlAttributes(input: AuthInputRules, { isKept = false } = {}): ControlAttributes {
  const { type, required, minLength, maxLength, format } = input;
  const isText = type === 'string' || type === 'text';
  const whole = input.step !== undefined && Number.isInteger(input.step) && (input.min ?? -1) >= 0;
  const inputmode = type === 'number' ? (whole ? 'numeric' : 'decimal') : inputmodeOf(format);
  return {
    ...(required && !isKept && { required }),
    ...(isText && minLength !== undefined && { minlength: minLength }),
    ...(isText && maxLength !== undefined && { maxlength: maxLength }),
    ...(inputmode !== undefined && { inputmode }),
  };
}

function inputmodeOf(format: AuthInputRules['format']): ControlAttributes['inputmode'] {
  const known = format === undefined ? undefined : formats[format];
  return known !== undefined && 'inputmode' in known ? known.inputmode : undefined;
}
