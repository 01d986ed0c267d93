import { m } from '@minimart/messages';
import { error } from '@sveltejs/kit';

/** The entity tag that the page put into its form, as it goes into `If-Match`; empty without one. Anything that is no tag is not from our page, and answered with 400. */
export function readEntityTag(form: FormData): string {
  const tag = form.get('etag') ?? '';
  if (typeof tag === 'string' && /^[\x21-\x7e]{0,200}$/.test(tag)) return tag;
  error(400, m.installed_not_our_form());
}
