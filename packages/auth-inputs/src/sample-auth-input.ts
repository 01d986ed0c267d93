import type { AuthInputRules } from './auth-input-rules.ts';
import { checkAuthInput, type AuthInputValue } from './check-auth-input.ts';
import type { FormatId } from './formats.ts';

/** What may be sampled: the rules of an input and its name. */
export type SampledAuthInput = AuthInputRules & { name: string };

const samples: Record<FormatId, string> = {
  email: 'sample@example.com',
  url: 'https://example.com/sample',
  'https-url': 'https://example.com/sample',
  domain: 'sample.example.com',
  phone: '+44 20 7946 0958',
  digits: '12345',
  identifier: 'sample',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
};

/**
 * A value that an owner might fill in, to try a request with: the default or the first option where there is one, else one that fits the rules. Null when
 * the rules are such that none is found, as for a format of an odd length.
 */
export function sampleAuthInput(input: SampledAuthInput): AuthInputValue {
  const fits = candidatesOf(input).find((candidate) => 'value' in checkAuthInput(input, candidate));
  return fits ?? null;
}

function candidatesOf(input: SampledAuthInput): AuthInputValue[] {
  const { type, min, max } = input;
  if (input.default !== undefined) return [input.default];
  if (type === 'select') return input.options?.slice(0, 1).map(({ value }) => value) ?? [];
  if (type === 'checkbox') return [true];
  if (type === 'number') return [1, min, max, 0].filter((value) => value !== undefined);
  return [sampleText(input)];
}

function sampleText({ name, format, minLength = 0, maxLength = 1000 }: SampledAuthInput): string {
  const text = format === undefined ? `sample-${name}` : samples[format];
  if (format === undefined || format === 'digits' || format === 'identifier')
    return text.padEnd(minLength, text).slice(0, maxLength);
  return text;
}
