/**
 * A body as a person reads it: JSON on lines of its own, anything else as it is. JSON is moved, not parsed and written anew, so numbers,
 * escapes and repeated names stay as they were sent.
 */
export function prettyBody(text: string): string {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return text;
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  return tokensOf(text)
    .map((token, place, all) => {
      if (token === '{' || token === '[') {
        if (all[place + 1] === closing[token]) return token;
        depth += 1;
        return token + line();
      }
      if (token === '}' || token === ']') {
        if (closing[all[place - 1] ?? ''] === token) return token;
        depth -= 1;
        return line() + token;
      }
      if (token === ',') return token + line();
      return token === ':' ? ': ' : token;
    })
    .join('');
}

const closing: Record<string, string> = { '{': '}', '[': ']' };

function tokensOf(json: string): string[] {
  return json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g) ?? [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
