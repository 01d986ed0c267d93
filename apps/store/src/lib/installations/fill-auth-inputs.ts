import type { AuthInput, Installation } from '#lib/server/api.ts';

/** An auth input with the value that the installation has; of a secret one only that it has one is known. */
export type FilledAuthInput = {
  input: AuthInput;
  value: string | number | boolean | null;
  isFilled: boolean;
};

/** The auth inputs of an installation as the version that it has declares them. */
export function fillAuthInputs(entered: Installation['authInputs']): FilledAuthInput[] {
  return entered.map(({ value, isFilled, ...input }) => ({ input, value, isFilled }));
}

/** The secret ones that keep their value when their control stays empty. */
export function keptNames(filled: readonly FilledAuthInput[]): Set<string> {
  return new Set(filled.filter(({ input, isFilled }) => input.secret && isFilled).map(({ input }) => input.name));
}
