import type { Manifest } from '#lib/server/api.ts';
import { toEditedInput, type EditedInput } from './edited-input.ts';

/** The inputs of a merged draft as they are edited; what the form knew of an input of the same name, such as its former name, stays known. */
export function adoptMerged(merged: Manifest['authInputs'], posted: readonly EditedInput[]): EditedInput[] {
  const taken = new Set(posted.map(({ key }) => key));
  const left = [...posted];
  return merged.map((input, place) => {
    let key = `m${place}`;
    while (taken.has(key)) key += 'm';
    const edited = toEditedInput(input, key);
    // Each once: two may have the same name while they are edited.
    const known = left.findIndex(({ name }) => name === input.name);
    const [own] = known === -1 ? [] : left.splice(known, 1);
    return own === undefined ? edited : { ...edited, key: own.key, savedName: own.savedName };
  });
}
