import { secretForms } from './secret-forms.ts';

/** What stands in a stored text where a secret stood. */
export const redacted = '••••';

/** Takes known secrets out of whatever an app's server sent back. */
export interface Redactor {
  text(text: string): string;
  /** As `text`, and also removes a secret of which only the beginning is left at the end of a body that was cut. */
  cutText(text: string): string;
  headers(headers: Record<string, string>): Record<string, string>;
}

const shortestTail = 4;

/** A redactor for the given secrets in their plain, JSON, URL, HTML, hex and base64 forms (see `secretForms`). */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.flatMap(secretForms))].sort((a, b) => b.length - a.length);
  const text = (from: string) => forms.reduce((rest, form) => rest.replaceAll(form, redacted), from);
  return {
    text,
    cutText: (from) => withoutTail(text(from), forms),
    headers: (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [text(name), text(value)])),
  };
}

function withoutTail(text: string, forms: readonly string[]): string {
  for (const form of forms) {
    for (let length = form.length - 1; length >= shortestTail; length -= 1) {
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + redacted;
    }
  }
  return text;
}
