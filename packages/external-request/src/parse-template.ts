/** A text cut at its variables: plain strings, and the names that stood between `{{` and `}}`. */
export interface Template {
  parts: readonly (string | { variable: string })[];
  /** What is wrong with the writing of the variables, in plain words; empty when all is well. */
  mistakes: readonly string[];
}

const name = String.raw`[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*`;
const variable = new RegExp(String.raw`\{\{(${name})\}\}`, 'gu');

/** Cuts a text at its `{{name}}` variables; whatever else stands there, lone braces included, is text. */
export function parseTemplate(text: string): Template {
  const parts: (string | { variable: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ variable: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return { parts, mistakes: parts.flatMap((part) => (typeof part === 'string' ? mistakesOf(part) : [])) };
}

/** True when the text has a variable, or something that tries to be one. */
export function hasVariable(text: string): boolean {
  return text.includes('{{');
}

function mistakesOf(plain: string): string[] {
  return [...plain.matchAll(/\{\{([^{}]{0,60})(\}\}|)/gu)].map(([whole, inside = '', close]) => {
    if (close === '')
      return `"${whole.slice(0, 20)}" opens a variable that is not closed; a variable is written {{name}}`;
    const bare = inside.trim();
    return new RegExp(`^${name}$`, 'u').test(bare)
      ? `write {{${bare}}} without spaces`
      : `"${whole}" is not a variable; a variable is written {{name}}, with no logic inside`;
  });
}
