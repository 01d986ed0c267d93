import { m } from '@minimart/messages';
import { fail, redirect, type ServerLoadEvent } from '@sveltejs/kit';
import { doneIn } from '#lib/account/done-in.ts';
import { placeAtFields } from '#lib/entry/place-explained.ts';
import { hasHostName } from '#lib/entry/has-host-name.ts';
import { apiOf, postToAuth, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { readSignInMethods } from '#lib/server/read-sign-in-methods.ts';
import { refuseAuth } from '#lib/server/refuse-auth.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { textOf } from '#lib/server/text-of.ts';
import type { Actions, PageServerLoad } from './$types';

const path = '/account/passkeys';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { passkeys } = await readSignInMethods(event);
  const done = doneIn(event.url, {
    added: () => m.security_passkey_added(),
    renamed: () => m.security_passkey_renamed(),
    removed: () => m.security_passkey_removed(),
  });
  return { passkeys, done, obstacle: await obstacleTo(event), now: new Date().toISOString() };
};

/** Why no passkey can be added here, where that is so. */
async function obstacleTo(event: ServerLoadEvent): Promise<string | undefined> {
  if (!hasHostName(publicOrigin(event.url))) return m.security_passkey_no_name();
  const options = toAnswer(await apiOf(event).GET('/v1/sign-in-options'));
  return options.ok && !options.data.password ? m.security_passkey_off() : undefined;
}

export const actions: Actions = {
  rename: async (event) => {
    const form = await event.request.formData();
    const [id, name] = [textOf(form, 'id'), textOf(form, 'name')];
    if (name === '' || name.length > 80)
      return fail(422, placeAtFields({ [`name-${id}`]: m.security_passkey_name_enter() }));
    const answer = await postToAuth(event, 'passkey/update-passkey', { id, name });
    return answer.status === 200 ? redirect(303, `${path}?done=renamed`) : refuseAuth(event, answer, { ids: {} });
  },
  remove: async (event) => {
    const id = textOf(await event.request.formData(), 'id');
    const answer = await postToAuth(event, 'passkey/delete-passkey', { id });
    return answer.status === 200 ? redirect(303, `${path}?done=removed`) : refuseAuth(event, answer, { ids: {} });
  },
};
