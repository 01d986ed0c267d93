import type { FieldError } from '@minimart/problem';
import type { Document } from 'yaml';
import { readDocument } from './read-document.ts';

/**
 * Mistakes of a manifest (`manifest.scopes[0].reason`) with the line of the text at which each field stands put in front. A field that is
 * missing is told at what it is missing from; a text that the YAML reader cannot follow leaves them as they are.
 */
export function locateMistakes(text: string, mistakes: readonly FieldError[]): FieldError[] {
  const read = readDocument(text);
  if (!read.ok) return [...mistakes];
  const { document, lines } = read;
  return mistakes.map(({ path, message }) => {
    const offset = offsetOf(document, keysOf(path));
    return { path, message: offset === undefined ? message : `Line ${lines.linePos(offset).line}: ${message}` };
  });
}

function keysOf(path: string): (string | number)[] {
  const parts = path.replace(/^manifest\.?/u, '').match(/[^.[\]]+/gu) ?? [];
  return parts.map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
}

/** Where the thing at a path begins, or the nearest that holds it. */
function offsetOf(document: Document, keys: readonly (string | number)[]): number | undefined {
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  return document.contents?.range?.[0];
}
