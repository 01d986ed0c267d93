import type { FieldError } from '@minimart/problem';
import { parseDocument } from 'yaml';

const maxLength = 256 * 1024;
/** Each alias may be counted this often: room for honest reuse, none for a document that multiplies itself. */
const maxAliasCount = 50;

/** The data in the text, not yet checked as a manifest, or where the text cannot be read. */
export type ManifestTextResult = { ok: true; value: unknown } | { ok: false; errors: FieldError[] };

/** Reads a manifest's text, YAML 1.2 or JSON, of at most 256 KiB; errors name line and column. */
export function parseManifestText(text: string): ManifestTextResult {
  if (text.length > maxLength) return unreadable('The manifest is longer than 256 KiB.');
  return tryJson(text) ?? parseYaml(text);
}

/** JSON first: YAML reads it too, but not with tabs for indents. The YAML reader then tells where the mistake is. */
function tryJson(text: string): ManifestTextResult | undefined {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function parseYaml(text: string): ManifestTextResult {
  try {
    const document = parseDocument(text, { prettyErrors: true, stringKeys: true, logLevel: 'error' });
    if (document.errors.length > 0) return { ok: false, errors: document.errors.slice(0, 10).map(toFieldError) };
    return { ok: true, value: document.toJS({ maxAliasCount }) as unknown };
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

function toFieldError(error: {
  message: string;
  linePos?: readonly [{ line: number; col: number }, ...unknown[]] | undefined;
}): FieldError {
  const [start] = error.linePos ?? [{ line: 1, col: 1 }];
  const [what = ''] = error.message.split(/ at line \d+|:?\n/u);
  return { path: 'manifest', message: `Line ${start.line}, column ${start.col}: ${what}.`.replace(/\.\.$/u, '.') };
}

function unreadable(message: string): ManifestTextResult {
  return { ok: false, errors: [{ path: 'manifest', message }] };
}
