import { isSecretHeader } from './is-secret-header.ts';
import { secretForms } from './secret-forms.ts';

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

/** A redactor for the given secrets in their plain, JSON, URL, HTML, hex and base64 forms (see `secretForms`). */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.flatMap(secretForms))].sort((a, b) => b.length - a.length);
  const lowerForms = forms.map((form) => form.toLowerCase());
  const text = (from: string) => takeOut(forms, from);
  const nameOf = (name: string) => takeOut(lowerForms, name.toLowerCase());
  const valueOf = (name: string, value: string) => (isSecretHeader(name) ? redacted : text(value));
  return {
    text,
    cutText: (from) => withoutTail(text(from), forms),
    headers: (headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [nameOf(name), valueOf(name, value)])),
  };
}

function takeOut(forms: readonly string[], text: string): string {
  return forms.reduce((rest, form) => rest.replaceAll(form, redacted), text);
}

function withoutTail(text: string, forms: readonly string[]): string {
  for (const form of forms) {
    for (let length = form.length - 1; length >= shortestTail; length -= 1) {
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + redacted;
    }
  }
  return text;
}
