import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { doneIn } from '#lib/account/done-in.ts';
import { placeAtFields } from '#lib/entry/place-explained.ts';
import { postToAuth } from '#lib/server/call-api.ts';
import { readSignInMethods } from '#lib/server/read-sign-in-methods.ts';
import { refuseAuth } from '#lib/server/refuse-auth.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { passwordOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { user } = await requireViewer(event);
  const { hasPassword } = await readSignInMethods(event);
  const done = doneIn(event.url, { changed: () => m.security_password_changed() });
  return { email: user.email, hasPassword, done };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const [currentPassword, newPassword] = [passwordOf(form, 'current'), passwordOf(form, 'new')];
    const missing = {
      ...(currentPassword === '' && { current: m.account_enter_password() }),
      ...(newPassword === '' && { new: m.entry_password_too_short() }),
    };
    if (Object.keys(missing).length > 0) return fail(422, placeAtFields(missing));
    const answer = await postToAuth(event, 'change-password', { currentPassword, newPassword });
    if (answer.status === 200) redirect(303, '/account/password?done=changed');
    // Of the two passwords, this is the one that was wrong.
    if (answer.code === 'INVALID_PASSWORD') return fail(422, placeAtFields({ current: m.security_password_wrong() }));
    const refused = refuseAuth(event, answer, { ids: { password: 'new' } });
    const { fields, errors } = refused.data;
    return fail(refused.status, { fields: { new: fields['password'] }, errors });
  },
};
