import { error } from '@sveltejs/kit';
import { parseSentJson } from './parse-sent-json.ts';

/**
 * What a form of the console says its section was when the page was opened; 400 when it is not what we wrote there. `use` is what is made of it, and throws
 * where it has another shape.
 */
export function readBase<Value extends object>(form: FormData, use: (value: Value) => unknown = () => {}): Value {
  try {
    const value = parseSentJson(String(form.get('base')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      use(value as Value);
      return value as Value;
    }
  } catch {
    // Said below, with what else is not an object.
  }
  error(400, 'This form was not sent whole. Open the page again; what you typed is kept in this tab.');
}
