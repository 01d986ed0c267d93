import { fieldId } from '../draft/field-id.ts';
import type { PlacedFields } from '../server/place-field-errors.ts';
import type { EditedInput } from './edited-input.ts';

/**
 * Errors at places of the list (`authInputs[1].options[0].label`) put at the keys of the rows there, which are what their controls are called by
 * and stay when rows move.
 */
export function keyErrors(errors: PlacedFields, inputs: readonly EditedInput[]): PlacedFields {
  const moved = new Map<string, string>();
  const fields = Object.entries(errors.fields).map(([path, message]) => {
    const keyed = path
      .replace(/^authInputs\[(\d+)\]\.options\[(\d+)\]/, (whole, place: string, option: string) => {
        const input = inputs[Number(place)];
        const own = input?.options[Number(option)];
        return own === undefined ? whole : `authInputs[${place}].options[${own.key}]`;
      })
      .replace(/^authInputs\[(\d+)\]/, (whole, place: string) => {
        const input = inputs[Number(place)];
        return input === undefined ? whole : `authInputs[${input.key}]`;
      });
    moved.set(`#${fieldId(path)}`, `#${fieldId(keyed)}`);
    return [keyed, message] as const;
  });
  const summary = errors.summary.map(({ message, href }) => {
    return href === undefined ? { message } : { message, href: moved.get(href) ?? href };
  });
  return { summary, fields: Object.fromEntries(fields) };
}

/** The keys of the inputs that have an error, which must be unfolded for it to be seen. */
export function keysWithErrors({ fields }: Pick<PlacedFields, 'fields'>): string[] {
  const keys = Object.keys(fields).map((path) => /^authInputs\[([^\]]+)\]/.exec(path)?.[1]);
  return [...new Set(keys.filter((key) => key !== undefined))];
}
