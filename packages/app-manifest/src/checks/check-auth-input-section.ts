import { checkAuthInputs } from '../check-auth-inputs.ts';
import { mistake, type ManifestMistake } from '../manifest-error.ts';
import type { Manifest } from '../manifest-schema.ts';
import type { AuthInput } from '../sections/auth-inputs.ts';

/** Names are unique, and what one field says fits its other fields. */
export function checkAuthInputSection({ authInputs }: Manifest): ManifestMistake[] {
  const seen = new Set<string>();
  return authInputs.flatMap((input, index) => {
    const twice = seen.has(input.name);
    seen.add(input.name);
    const wrong = twice
      ? [{ field: 'name', message: `There are two auth inputs named ${input.name}; rename one.` }]
      : [];
    return [...wrong, ...checkOptions(input), ...checkLimits(input), ...checkSecret(input), ...checkDefault(input)].map(
      ({ field, message }) => mistake(`manifest.authInputs[${index}].${field}`, message),
    );
  });
}

interface Wrong {
  field: string;
  message: string;
}

function checkOptions({ type, options = [] }: AuthInput): Wrong[] {
  const values = options.map(({ value }) => value);
  return [
    ...(type === 'select' && values.length === 0
      ? [{ field: 'options', message: 'A select must have options to choose from.' }]
      : []),
    ...(type !== 'select' && values.length > 0
      ? [{ field: 'options', message: `Only a select has options, not a ${type}.` }]
      : []),
    ...(new Set(values).size < values.length
      ? [{ field: 'options', message: 'Two options have the same value.' }]
      : []),
  ];
}

const limits = [
  { field: 'minLength', fits: isText, of: 'a string or a text' },
  { field: 'maxLength', fits: isText, of: 'a string or a text' },
  { field: 'format', fits: (type) => type === 'string', of: 'a string' },
  { field: 'min', fits: (type) => type === 'number', of: 'a number' },
  { field: 'max', fits: (type) => type === 'number', of: 'a number' },
  { field: 'step', fits: (type) => type === 'number', of: 'a number' },
] as const satisfies { field: keyof AuthInput; fits: (type: AuthInput['type']) => boolean; of: string }[];

/** A limit belongs to its types, and two of them leave something between. */
function checkLimits(input: AuthInput): Wrong[] {
  const { type, minLength = 0, maxLength = Infinity, min = -Infinity, max = Infinity } = input;
  const astray = limits
    .filter(({ field, fits }) => input[field] !== undefined && !fits(type))
    .map(({ field, of }) => ({ field, message: `Only ${of} has a ${field}, not a ${type}.` }));
  return [
    ...astray,
    ...(minLength > maxLength ? [{ field: 'minLength', message: 'The minLength is above the maxLength.' }] : []),
    ...(min > max ? [{ field: 'min', message: 'The min is above the max.' }] : []),
  ];
}

function checkSecret({ type, secret, default: preset }: AuthInput): Wrong[] {
  if (!secret) return [];
  return [
    ...(isText(type) ? [] : [{ field: 'secret', message: `Only a string or a text can be secret, not a ${type}.` }]),
    ...(preset === undefined
      ? []
      : [{ field: 'default', message: 'A secret has no default, for everybody can read a manifest.' }]),
  ];
}

function checkDefault(input: AuthInput): Wrong[] {
  const { default: preset, ...bare } = input;
  if (preset === undefined || input.secret) return [];
  const result = checkAuthInputs([{ ...bare, required: false }], { [input.name]: preset });
  return result.ok
    ? []
    : result.errors.map(({ message }) => ({ field: 'default', message: `The default does not fit: ${message}` }));
}

function isText(type: AuthInput['type']): boolean {
  return type === 'string' || type === 'text';
}
