import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { postToAuth } from '#lib/server/call-api.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (await locals.viewer()) redirect(303, next);
  return { next };
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
    const status = await postToAuth(event, '/v1/auth/sign-in/email', { email, password });
    if (status !== 200) return fail(status >= 500 ? 503 : 422, { email, fields: {}, summary: explain(status) });
    redirect(303, safeNext(event.url.searchParams.get('next')));
  },
};

function explain(status: number): string {
  if (status === 429) return m.account_too_many();
  if (status >= 500) return m.account_unreachable();
  return m.account_wrong();
}
