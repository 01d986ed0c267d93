import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { doneIn } from '#lib/account/done-in.ts';
import { readTotpUri } from '#lib/account/read-totp-uri.ts';
import { toQrCode } from '#lib/account/to-qr-code.ts';
import { placeAtFields } from '#lib/entry/place-explained.ts';
import { postToAuth } from '#lib/server/call-api.ts';
import { readSignInMethods } from '#lib/server/read-sign-in-methods.ts';
import { refuseAuth } from '#lib/server/refuse-auth.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { passwordOf, textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { hasPassword, hasTwoFactor } = await readSignInMethods(event);
  const done = doneIn(event.url, {
    on: () => m.security_two_factor_turned_on(),
    off: () => m.security_two_factor_turned_off(),
  });
  return { hasPassword, hasTwoFactor, done };
};

export const actions: Actions = {
  begin: (event) =>
    withPassword(event, 'two-factor/enable', ({ totpURI, backupCodes }) => ({
      set: setUp(String(totpURI), toCodes(backupCodes)),
    })),
  /** The secret comes back with the form: it is shown until the code is right, and stands nowhere in the clear but on this page. */
  confirm: async (event) => {
    const form = await event.request.formData();
    const [code, uri] = [textOf(form, 'code').replaceAll(/\s/g, ''), textOf(form, 'uri')];
    const codes = textOf(form, 'codes').split(' ');
    if (!/^\d{6}$/.test(code))
      return fail(422, { set: setUp(uri, codes), ...placeAtFields({ code: m.entry_code_enter() }) });
    const answer = await postToAuth(event, 'two-factor/verify-totp', { code });
    if (answer.status === 200) return { codes };
    if (answer.code === 'INVALID_CODE' || answer.code === 'CODE_USED')
      return fail(422, { set: setUp(uri, codes), ...placeAtFields({ code: m.security_code_wrong() }) });
    const { status, data } = refuseAuth(event, answer, { ids: {} });
    return fail(status, { set: setUp(uri, codes), ...data });
  },
  codes: (event) =>
    withPassword(event, 'two-factor/generate-backup-codes', ({ backupCodes }) => ({ codes: toCodes(backupCodes) })),
  disable: (event) => withPassword(event, 'two-factor/disable', () => redirect(303, '/account/two-factor?done=off')),
};

const setUp = (uri: string, codes: string[]) => {
  const read = readTotpUri(uri);
  return read && { ...read, codes: codes.join(' '), qr: toQrCode(read.uri) };
};

const toCodes = (codes: unknown): string[] => (Array.isArray(codes) ? codes.map(String) : []);

async function withPassword<Value>(event: RequestEvent, call: string, then: (body: Record<string, unknown>) => Value) {
  const password = passwordOf(await event.request.formData(), 'password');
  // Each form of the page has a password of its own.
  const id = `${call.split('/')[1]}-password`;
  if (password === '') return fail(422, placeAtFields({ [id]: m.account_enter_password() }));
  const answer = await postToAuth(event, call, { password });
  if (answer.status === 200) return then(answer.body);
  if (answer.code === 'INVALID_PASSWORD') return fail(422, placeAtFields({ [id]: m.security_password_wrong() }));
  return refuseAuth(event, answer, { ids: {} });
}
