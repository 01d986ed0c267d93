const known = new Map<string, string>();

/** Remembers a value that no browser may ever be sent, by what it is; answers the value. */
export function keepSecret(what: string, value: string): string {
  known.set(value, what);
  return value;
}

/** What each known secret in the text is; none when all is well. */
export function secretsIn(text: string): string[] {
  return [...known].filter(([value]) => text.includes(value)).map(([, what]) => what);
}
