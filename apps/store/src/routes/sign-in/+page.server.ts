import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { offerPlatform } from '#lib/sign-in/offer-platform.ts';
import { hasHostName } from '#lib/entry/has-host-name.ts';
import { apiOf, postToAuth, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const next = safeNext(url.searchParams.get('next'));
  // Some things ask to sign in anew, also who is signed in.
  const isAgain = url.searchParams.has('again');
  if (!isAgain && (await locals.viewer())) redirect(303, next);
  const options = toAnswer(await apiOf(event).GET('/v1/sign-in-options'));
  const hasPassword = !options.ok || options.data.password;
  const platform = options.ok ? offerPlatform(options.data, url, next) : undefined;
  const done = url.searchParams.get('done');
  return {
    next,
    isAgain,
    done: done === 'verified' || done === 'reset' ? done : undefined,
    // Where it cannot be asked, the pages behind the links say what is possible.
    hasPassword,
    platform,
    hasSignUp: hasPassword && (!options.ok || options.data.signUp === 'open'),
    hasMails: hasPassword && (!options.ok || options.data.mails),
    hasPasskeys: hasPassword && hasHostName(publicOrigin(url)),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!email || !password) {
      return fail(422, {
        email,
        fields: {
          ...(email ? {} : { email: m.account_enter_email() }),
          ...(password ? {} : { password: m.account_enter_password() }),
        },
        summary: undefined,
      });
    }
    const { status, code, body } = await postToAuth(event, 'sign-in/email', { email, password });
    if (code === 'EMAIL_NOT_VERIFIED') return fail(422, { email, fields: {}, summary: undefined, isUnverified: true });
    if (status !== 200) return fail(status >= 500 ? 503 : 422, { email, fields: {}, summary: explain(status) });
    const next = safeNext(event.url.searchParams.get('next'));
    if (body['twoFactorRedirect'] === true) redirect(303, `/sign-in/code?next=${encodeURIComponent(next)}`);
    redirect(303, next);
  },
};

function explain(status: number): string {
  if (status === 429) return m.account_too_many();
  if (status >= 500) return m.account_unreachable();
  return m.account_wrong();
}
