import type { Problem } from '#lib/server/api.ts';

/** The mistakes of a manifest's text, each with the field where its message names none. */
export function placeTextErrors({ detail, errors = [] }: Problem): { message: string; href: string }[] {
  const told = errors.length > 0 ? errors : [{ path: 'manifest', message: detail }];
  return told.map(({ path, message }) => {
    const field = path.replace(/^manifest\.?/, '');
    return { message: field === '' ? message : `${message} (${field})`, href: '#manifest-text' };
  });
}
