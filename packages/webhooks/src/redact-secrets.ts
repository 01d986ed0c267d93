import { isSecretHeader } from './is-secret-header.ts';
import { secretForms, traceSecret, tracedBy, type TracedSecret } from './secret-forms.ts';

/** What stands in a stored text where a secret stood. */
export const redacted = '••••';

/** Takes known secrets out of whatever an app's server sent back. */
export interface Redactor {
  text(text: string): string;
  /** As `text`, and also removes a secret of which only the beginning is left at the end of a body that was cut. */
  cutText(text: string): string;
  /** Names in lower case, as HTTP compares them; of a header that is there to carry a secret no value is kept at all. */
  headers(headers: Record<string, string>): Record<string, string>;
}

const shortestTail = 4;

// To spell out the forms of so many characters takes some ten milliseconds, in which a program does nothing else.
const mostSpelled = 4000;
const beginning = 100;

/**
 * A redactor for the given secrets in their plain, JSON, URL, HTML, hex and base64 forms (see `secretForms`). Hardly any answer
 * echoes a secret, so the forms are spelled out only once a text shows a trace of one. Of secrets of more than 4,000 characters together they
 * never are: nothing is kept of a text that shows a trace of such, since whoever sends it could take up all our time.
 */
export function createRedactor(secrets: readonly (string | TracedSecret)[]): Redactor {
  const known = secrets.map((secret) => (typeof secret === 'string' ? traceSecret(secret) : secret));
  if (known.reduce((sum, { value }) => sum + value.length, 0) <= mostSpelled) return redactorOf(known, takeOut);
  // A text that was cut within a secret holds a trace of how that begins, or ends in the forms of it.
  const beginnings = known.map(({ value }) => value.slice(0, beginning));
  return redactorOf(
    beginnings.map((value, n) => tracedBy(value, [...known[n]!.traces, ...traceSecret(value).traces])),
    () => redacted,
  );
}

function redactorOf(
  known: readonly TracedSecret[],
  clean: (forms: readonly string[], text: string) => string,
): Redactor {
  const forms = once(() =>
    [...new Set(known.flatMap(({ value }) => secretForms(value)))].sort((a, b) => b.length - a.length),
  );
  const lowerForms = once(() => forms().map(toLower));
  const text = (from: string) => (hasTrace(known, from) ? clean(forms(), from) : from);
  const lowerText = (from: string) => (hasLowerTrace(known, from) ? clean(lowerForms(), from) : from);
  return {
    text,
    cutText: (from) => withoutTail(text(from), forms()),
    headers(headers) {
      let all = '';
      for (const name in headers) all += `${name}\n${headers[name]}\n`;
      // A trace in any letter case is what a name can have, and more than a value can: with none anywhere, each line is as it was.
      const isClean = !hasLowerTrace(known, toLower(all));
      const kept: [string, string][] = [];
      for (const name in headers) {
        const lower = toLower(name);
        const value = isSecretHeader(name) ? redacted : headers[name]!;
        kept.push(isClean ? [lower, value] : [lowerText(lower), text(value)]);
      }
      return Object.fromEntries(kept);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function toLower(text: string): string {
  return text.toLowerCase();
}

function hasTrace(known: readonly TracedSecret[], text: string): boolean {
  return known.some(({ traces }) => traces.some((trace) => text.includes(trace)));
}

function hasLowerTrace(known: readonly TracedSecret[], text: string): boolean {
  return known.some(({ lowerTraces }) => lowerTraces.some((trace) => text.includes(trace)));
}

function takeOut(forms: readonly string[], text: string): string {
  return forms.reduce((rest, form) => rest.replaceAll(form, redacted), text);
}

function withoutTail(text: string, forms: readonly string[]): string {
  const end = text.slice(-shortestTail);
  for (const form of forms) {
    // Hardly any form has in it how the text ends, and finding that out is cheap.
    if (!form.includes(end)) continue;
    for (let length = form.length - 1; length >= shortestTail; length -= 1) {
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + redacted;
    }
  }
  return text;
}
