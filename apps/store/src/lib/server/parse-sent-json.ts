/** JSON as a browser sent it, but for fields named `__proto__`, with which no page can be made. Throws `SyntaxError`. */
export function parseSentJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => (name === '__proto__' ? undefined : value));
}
