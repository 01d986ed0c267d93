import type { FieldError } from '@minimart/problem';

/** Why a manifest is turned down; `invalid_manifest` when the mistakes are of more than one kind. */
export const manifestErrorCodes = ['invalid_manifest', 'unknown_scope', 'url_not_allowed'] as const;

/** One of `manifestErrorCodes`. */
export type ManifestErrorCode = (typeof manifestErrorCodes)[number];

/** A field at fault with the kind of its mistake. */
export interface ManifestMistake extends FieldError {
  code: ManifestErrorCode;
}

/** A mistake of the general kind. */
export function mistake(path: string, message: string): ManifestMistake {
  return { code: 'invalid_manifest', path, message };
}

/** The code that covers all mistakes. */
export function commonCode(mistakes: readonly ManifestMistake[]): ManifestErrorCode {
  const codes = new Set(mistakes.map(({ code }) => code));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : 'invalid_manifest';
}

const mostTold = 100;

/** The first 100 mistakes, and that there are more where there are: thousands would help nobody, and be a long answer to a short question. */
export function worthTelling(mistakes: readonly ManifestMistake[]): ManifestMistake[] {
  const [first, ...more] = mistakes.slice(mostTold);
  if (first === undefined) return [...mistakes];
  const message = `There are ${more.length + 1} more mistakes. Mend these first.`;
  return [...mistakes.slice(0, mostTold), { ...first, message }];
}
