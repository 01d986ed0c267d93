import type { AuthInput } from '#lib/server/api.ts';
import { toDraftInput, type EditedInput } from './edited-input.ts';

/** The names by which a preview tells inputs apart: their own, or a stand-in where one is missing, is none, or is taken. */
export function previewNames(inputs: readonly Pick<EditedInput, 'name'>[]): string[] {
  const taken = new Set<string>();
  return inputs.map(({ name }, place) => {
    const isFit = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) && !taken.has(name);
    taken.add(name);
    // No name begins with a digit, so nobody has this one.
    return isFit ? name : `${place}-unnamed`;
  });
}

/** An input as the consent page would show it while it is still edited: what does not fit yet is left out. */
export function toPreviewInput(edited: EditedInput, name: string): AuthInput {
  const { minLength, maxLength, min, max, step, options, ...rest } = toDraftInput(edited);
  const limits = Object.entries({ minLength, maxLength, min, max, step }).filter(
    ([, limit]) => typeof limit === 'number',
  );
  const byValue = new Map((options ?? []).map((option) => [option.value, option]));
  return {
    ...rest,
    ...Object.fromEntries(limits),
    ...(options !== undefined && { options: [...byValue.values()] }),
    name,
    title: edited.title.trim() || 'Without a title yet',
    isSent: false,
  };
}
