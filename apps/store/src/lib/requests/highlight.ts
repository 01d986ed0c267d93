import { parseTemplate } from '@minimart/external-request';

/** A piece of a text and what it is. */
export interface Piece {
  text: string;
  is: 'plain' | 'variable' | 'unknown' | 'name' | 'string' | 'literal';
}

const longest = 20_000;

/** Cuts a text into pieces to colour: variables, those that are not known among them, and for JSON its names, strings and literals. A very long text stays plain. */
export function highlight(text: string, known: readonly string[], { isJson = false } = {}): Piece[] {
  if (text.length > longest) return [{ text, is: 'plain' }];
  if (!isJson) return variablesIn(text, known, 'plain');
  // Strings first, whole or broken off at the end of their line; a name is one before a colon.
  return cut(text, /"(?:[^"\\\n]|\\.)*(?:"|$)|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/gmu).flatMap(
    ({ text: part, isMatch, end }) => {
      if (!isMatch) return variablesIn(part, known, 'plain');
      if (!part.startsWith('"')) return [{ text: part, is: 'literal' } as const];
      const isName = /^\s*:/u.test(text.slice(end, end + 50));
      return variablesIn(part, known, isName ? 'name' : 'string');
    },
  );
}

function variablesIn(text: string, known: readonly string[], is: Piece['is']): Piece[] {
  return parseTemplate(text).parts.flatMap((part) => {
    if (typeof part !== 'string')
      return [{ text: `{{${part.variable}}}`, is: known.includes(part.variable) ? 'variable' : 'unknown' } as const];
    // What opens a variable and is none.
    return cut(part, /\{\{(?:[^{}]{0,60}\}\}|[\w.-]*)/gu).map(({ text: piece, isMatch }) => ({
      text: piece,
      is: isMatch ? 'unknown' : is,
    }));
  });
}

function cut(text: string, pattern: RegExp): { text: string; isMatch: boolean; end: number }[] {
  const pieces: { text: string; isMatch: boolean; end: number }[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMatch: false, end: match.index });
    end = match.index + match[0].length;
    pieces.push({ text: match[0], isMatch: true, end });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false, end: text.length });
  return pieces;
}
