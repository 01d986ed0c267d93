import { locales } from '@minimart/messages';
import type { Asking } from './call-api.ts';

/** A visitor whose form says in which language its page was: the API is asked in that one. Without such a field the request's own language stays. */
export function asShown(asking: Asking, form: FormData): Asking {
  const { request, cookies, url, locals } = asking;
  const locale = locales.find((each) => each === form.get('language')) ?? locals.locale;
  return { request, cookies, url, getClientAddress: () => asking.getClientAddress(), locals: { ...locals, locale } };
}
