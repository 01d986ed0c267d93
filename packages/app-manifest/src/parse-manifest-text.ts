import type { FieldError } from '@minimart/problem';
import { readDocument, type TextMistake } from './read-document.ts';

const maxLength = 256 * 1024;
/** Each alias may be counted this often: room for honest reuse, none for a document that multiplies itself. */
const maxAliasCount = 50;

/** The data in the text, not yet checked as a manifest, or where the text cannot be read. */
export type ManifestTextResult = { ok: true; value: unknown } | { ok: false; errors: FieldError[] };

/** Reads a manifest's text, YAML 1.2 or JSON, of at most 256 KiB; errors name line and column. */
export function parseManifestText(text: string): ManifestTextResult {
  if (text.length > maxLength) return unreadable('The manifest is longer than 256 KiB.');
  try {
    const read = readDocument(text);
    if (!read.ok) return { ok: false, errors: read.mistakes.map(toFieldError) };
    const { document, json } = read;
    return { ok: true, value: json === undefined ? (document.toJS({ maxAliasCount }) as unknown) : json.value };
  } catch (error) {
    if (error instanceof RangeError) return unreadable('The manifest is nested too deeply.');
    if (error instanceof ReferenceError) return unreadable(aliasMistake(error));
    throw error;
  }
}

function aliasMistake({ message }: ReferenceError): string {
  const [, alias] = /^Unresolved alias .*: (.+)$/u.exec(message) ?? [];
  return alias === undefined
    ? 'The manifest repeats itself by too many aliases (*name); write the values out.'
    : `The alias *${alias} has no anchor &${alias} before it.`;
}

function toFieldError({ message, line, column }: TextMistake): FieldError {
  return { path: 'manifest', message: `Line ${line}, column ${column}: ${message}` };
}

function unreadable(message: string): ManifestTextResult {
  return { ok: false, errors: [{ path: 'manifest', message }] };
}
