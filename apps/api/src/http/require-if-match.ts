import { Refusal } from '@minimart/problem';

/** The If-Match header of a call that replaces what is there; refuses `if_match_required` when it is missing. */
export function requireIfMatch(header: (name: string) => string | undefined): string {
  const ifMatch = header('if-match');
  if (ifMatch !== undefined) return ifMatch;
  const message = 'Send the ETag of your last read, or * to replace whatever is there.';
  throw new Refusal({
    code: 'if_match_required',
    detail: `If-Match is missing. ${message}`,
    errors: [{ path: 'headers.if-match', message }],
  });
}
