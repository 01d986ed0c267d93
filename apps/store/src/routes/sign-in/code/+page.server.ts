import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { placeAtFields, placeExplained } from '#lib/entry/place-explained.ts';
import { postToAuth } from '#lib/server/call-api.ts';
import { safeNext } from '#lib/server/safe-next.ts';
import { textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  // Only after the password.
  if (!cookies.getAll().some(({ name }) => name.endsWith('.two_factor')))
    redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
  return { next, isBackup: url.searchParams.has('backup') };
};

export const actions: Actions = {
  default: async (event) => {
    const isBackup = event.url.searchParams.has('backup');
    const code = textOf(await event.request.formData(), 'code').replaceAll(/\s/g, '');
    if (code === '' || (!isBackup && !/^\d{6}$/.test(code)))
      return fail(422, placeAtFields({ code: m.entry_code_enter() }));
    const answer = await postToAuth(event, `two-factor/verify-${isBackup ? 'backup-code' : 'totp'}`, { code });
    if (answer.status === 200) redirect(303, safeNext(event.url.searchParams.get('next')));
    return fail(answer.status >= 500 ? 503 : 422, placeExplained(answer, { code: 'code' }));
  },
};
