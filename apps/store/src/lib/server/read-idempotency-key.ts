import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';

/** The key that the page put into its form: 1 to 200 visible ASCII characters. Anything else is not from our page, and answered with 400. */
export function readIdempotencyKey(form: FormData): string {
  const key = form.get('idempotencyKey');
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  error(400, m.installed_not_our_form());
}
