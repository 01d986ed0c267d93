import type { AuthInput, Installation } from '#lib/server/api.ts';

/** An auth input with the value that the installation has; a secret one has none to show. */
export type FilledAuthInput = { input: AuthInput; value: string | number | boolean | null };

/** The auth inputs of an installation as the app's listing declares them; one that the listing no longer knows is a plain text. */
export function mergeAuthInputs(entered: Installation['authInputs'], declared: AuthInput[]): FilledAuthInput[] {
  return entered.map(({ name, title, secret, value }) => {
    const input = declared.find((candidate) => candidate.name === name && candidate.secret === secret);
    return { input: input ?? { name, title, secret, type: 'string', required: false }, value };
  });
}
