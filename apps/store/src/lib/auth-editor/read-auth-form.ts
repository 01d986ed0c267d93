import type { Manifest } from '#lib/server/api.ts';
import { parseEditedInput, toDraftInput, toEditedInput, type EditedInput } from './edited-input.ts';
import type { RemovedInput } from './change-inputs.ts';
import { proposeName } from './propose-name.ts';
import type { Rename } from './rename-variables.ts';

/** What the form of the auth inputs holds. */
export interface AuthForm {
  inputs: EditedInput[];
  unfolded: string[];
  removed: RemovedInput | null;
  /** New names that are to go into the requests, too. */
  renames: Rename[];
}

/** Reads the form: a folded input is one field of JSON, an unfolded one a field each. An input without a name gets one by its title. */
export function readAuthForm(fields: Record<string, unknown>): AuthForm {
  const rows = listOf(fields['authInputs']).map((row) => parseRow(row));
  const inputs = nameInputs(rows.map(({ input }, place) => parseEditedInput(input, `r${place}`)));
  const replaced = listOf(fields['replace']);
  return {
    inputs,
    unfolded: inputs.filter((_, place) => rows[place]?.isUnfolded).map(({ key }) => key),
    removed: parseRemoved(fields['removed']),
    renames: inputs
      .filter(({ key, savedName, name }) => savedName !== '' && savedName !== name && replaced.includes(key))
      .map(({ savedName, name }) => ({ from: savedName, to: name })),
  };
}

/** What the draft is to hold of it. */
export function toAuthSection({ authInputs }: { authInputs: readonly EditedInput[] }): Pick<Manifest, 'authInputs'> {
  return { authInputs: authInputs.map(toDraftInput) };
}

/** The auth inputs of a draft as they are edited, keyed by their places. */
export function toEditedSection({ authInputs }: Pick<Manifest, 'authInputs'>): { authInputs: EditedInput[] } {
  return { authInputs: authInputs.map((input, place) => toEditedInput(input, String(place))) };
}

function nameInputs(inputs: EditedInput[]): EditedInput[] {
  const named: EditedInput[] = [];
  const given = inputs.map(({ name }) => name).filter((name) => name !== '');
  for (const input of inputs) {
    const taken = [...given, ...named.map(({ name }) => name)];
    const isNameless = input.name === '' && input.title.trim() !== '';
    named.push(isNameless ? { ...input, name: proposeName(input.title, taken) } : input);
  }
  return named;
}

function parseRow(row: unknown): { input: unknown; isUnfolded: boolean } {
  const json = typeof row === 'object' && row !== null ? (row as { json?: unknown }).json : undefined;
  if (typeof json !== 'string') return { input: row, isUnfolded: true };
  return { input: parseJson(json), isUnfolded: false };
}

function parseRemoved(text: unknown): RemovedInput | null {
  const given = typeof text === 'string' ? parseJson(text) : undefined;
  if (typeof given !== 'object' || given === null) return null;
  const { place, input } = given as { place?: unknown; input?: unknown };
  return typeof place === 'number' && typeof input === 'object'
    ? { place, input: parseEditedInput(input, 'undone') }
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [value];
  // A list with many entries or with gaps comes as an object by places.
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
