import { error } from '@sveltejs/kit';

/** What a form of the console says its section was when the page was opened; 400 when it is not what we wrote there. */
export function readBase<Value extends object>(form: FormData): Value {
  const text = form.get('base');
  try {
    const value: unknown = JSON.parse(String(text));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Value;
  } catch {
    // Said below, with what else is not an object.
  }
  error(400, 'This form was not sent whole. Open the page again; what you typed is kept in this tab.');
}
