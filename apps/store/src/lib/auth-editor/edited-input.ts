import { authInputTypes, formatIds, type AuthInputType } from '@minimart/auth-inputs';
import type { Manifest } from '#lib/server/api.ts';

/** An auth input as a draft holds it. */
export type DraftInput = Manifest['authInputs'][number];

/** An option of a select while it is edited. */
export interface EditedOption {
  key: string;
  value: string;
  label: string;
}

/** An auth input while it is edited: every field as text, also those that its type does not have, so that changing the type back loses nothing. */
export interface EditedInput {
  /** Tells rows apart while they move; of what the page was opened with, its place there. */
  key: string;
  /** The name in the draft that the page was opened with; empty for a new one. */
  savedName: string;
  /** Whether the name still follows the title. */
  isNameProposed: boolean;
  name: string;
  type: AuthInputType;
  title: string;
  description: string;
  placeholder: string;
  required: boolean;
  secret: boolean;
  default: string;
  options: EditedOption[];
  minLength: string;
  maxLength: string;
  format: string;
  min: string;
  max: string;
  step: string;
}

/** A field that some types have and others do not. */
export type TypedField =
  'placeholder' | 'default' | 'secret' | 'options' | 'format' | 'minLength' | 'maxLength' | 'min' | 'max' | 'step';

const fieldsByType: Record<AuthInputType, readonly TypedField[]> = {
  string: ['placeholder', 'default', 'secret', 'format', 'minLength', 'maxLength'],
  text: ['placeholder', 'default', 'secret', 'minLength', 'maxLength'],
  number: ['placeholder', 'default', 'min', 'max', 'step'],
  checkbox: ['default'],
  select: ['options', 'default'],
};

/** Whether an input has a field: by its type, and a secret has no default. */
export function hasField({ type, secret }: Pick<EditedInput, 'type' | 'secret'>, field: TypedField): boolean {
  const isSecret = secret && fieldsByType[type].includes('secret');
  return fieldsByType[type].includes(field) && !(field === 'default' && isSecret);
}

/** An auth input as it is edited. */
export function toEditedInput(input: DraftInput, key: string): EditedInput {
  const text = (value: string | number | boolean | undefined) => (value === undefined ? '' : String(value));
  const { name, type, title, required, secret, options = [] } = input;
  return {
    key,
    savedName: name,
    isNameProposed: false,
    name,
    type,
    title,
    description: text(input.description),
    placeholder: text(input.placeholder),
    required,
    secret,
    default: text(input.default),
    options: options.map(({ value, label }, place) => ({ key: String(place), value, label })),
    minLength: text(input.minLength),
    maxLength: text(input.maxLength),
    format: text(input.format),
    min: text(input.min),
    max: text(input.max),
    step: text(input.step),
  };
}

/**
 * What goes into the draft: the fields that the type has. A number that is none stays text, and an option without a value gets its label, so that
 * the API says what is wrong where it is.
 */
export function toDraftInput(edited: EditedInput): DraftInput {
  const { name, type, title, required } = edited;
  const typed: Record<string, unknown> = {};
  for (const field of fieldsByType[type]) {
    const value = hasField(edited, field) ? fieldValue(edited, field) : undefined;
    if (value !== undefined) typed[field] = value;
  }
  const description = edited.description.trim();
  return { name, type, title, required, secret: false, ...(description !== '' && { description }), ...typed };
}

function fieldValue(edited: EditedInput, field: TypedField): unknown {
  if (field === 'options')
    return edited.options.map(({ value, label }) => ({ value: value.trim() === '' ? label.trim() : value, label }));
  if (field === 'secret') return edited.secret;
  const text = edited[field];
  if (field === 'placeholder' || field === 'format') return text.trim() === '' ? undefined : text;
  if (field !== 'default') return toNumber(text);
  if (edited.type === 'number') return toNumber(text);
  if (edited.type === 'checkbox') return text === '' ? undefined : text === 'true';
  return text === '' ? undefined : text;
}

function toNumber(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

/** An edited input out of a form or out of what a tab kept; whatever does not fit is empty. */
export function parseEditedInput(given: unknown, key: string): EditedInput {
  const fields = recordOf(given);
  const text = (name: string) => textOf(fields[name]);
  const flag = (name: string) => fields[name] === true || fields[name] === 'on' || fields[name] === 'true';
  const type = authInputTypes.find((known) => known === fields['type']) ?? 'string';
  return {
    key: text('key') || key,
    savedName: text('savedName'),
    isNameProposed: flag('isNameProposed'),
    name: text('name').trim(),
    type,
    title: text('title'),
    description: text('description'),
    placeholder: text('placeholder'),
    required: flag('required'),
    secret: flag('secret'),
    default: type === 'checkbox' && flag('default') ? 'true' : text('default'),
    options: listOf(fields['options']).map((option, place) => {
      const { key: own, value, label } = recordOf(option);
      return { key: textOf(own) || String(place), value: textOf(value), label: textOf(label) };
    }),
    minLength: text('minLength'),
    maxLength: text('maxLength'),
    format: formatIds.find((known) => known === fields['format']) ?? '',
    min: text('min'),
    max: text('max'),
    step: text('step'),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
