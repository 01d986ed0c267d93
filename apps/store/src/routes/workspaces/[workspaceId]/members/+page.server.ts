import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { roleWords } from '#lib/members/role-words.ts';
import type { Role } from '#lib/server/api.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const base = '/v1/workspaces/{workspaceId}';
const fieldIds = { email: 'email', role: 'invite-role' };

const doneWords: Record<string, () => string> = {
  role: m.member_role_changed,
  removed: m.member_removed,
  invited: m.member_invite_sent,
  again: m.member_invited_sent_again,
  withdrawn: m.member_invited_withdrawn,
};

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const manages = mayInstall(workspace);
  const params = { path: { workspaceId: workspace.id } };
  const [members, invitations] = await Promise.all([
    apiOf(event).GET(`${base}/members`, { params }),
    manages ? apiOf(event).GET(`${base}/invitations`, { params }) : undefined,
  ]);
  const done = event.url.searchParams.get('done') ?? '';
  const missing = m.error_no_workspace();
  return {
    workspace,
    manages,
    members: expectAnswer(toAnswer(members), missing).items,
    invitations: invitations === undefined ? [] : expectAnswer(toAnswer(invitations), missing).items,
    done: Object.hasOwn(doneWords, done) ? doneWords[done]!() : null,
    idempotencyKey: crypto.randomUUID(),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  role: async (event) => {
    const form = await event.request.formData();
    const path = { ...event.params, userId: textOf(form, 'member') };
    const body = { role: roleOf(form) };
    return settle(event, toAnswer(await apiOf(event).PATCH(`${base}/members/{userId}`, { params: { path }, body })), {
      done: 'role',
    });
  },
  remove: async (event) => {
    const path = { ...event.params, userId: textOf(await event.request.formData(), 'member') };
    return settle(event, toAnswer(await apiOf(event).DELETE(`${base}/members/{userId}`, { params: { path } })), {
      done: 'removed',
    });
  },
  leave: async (event) => {
    const answer = toAnswer(await apiOf(event).POST(`${base}/leave`, { params: { path: event.params } }));
    if (answer.ok) redirect(303, '/workspaces?left');
    return settle(event, answer, { done: 'left' });
  },
  invite: async (event) => {
    const form = await event.request.formData();
    const entered = { email: textOf(form, 'email'), role: roleOf(form) };
    // What an address is, the API knows; that there is none, we see.
    if (!entered.email.includes('@'))
      return fail(422, { entered, errors: placeMessages({ email: m.member_invite_email_wrong() }, fieldIds) });
    const params = { path: event.params, header: { 'Idempotency-Key': readIdempotencyKey(form) } };
    const answer = toAnswer(await apiOf(event).POST(`${base}/invitations`, { params, body: entered }));
    return settle(event, answer, { done: 'invited', entered });
  },
  again: async (event) => {
    const form = await event.request.formData();
    const path = { ...event.params, invitationId: textOf(form, 'invitation') };
    const params = {
      path,
      header: { 'Idempotency-Key': `${readIdempotencyKey(form)}.${path.invitationId}`.slice(0, 200) },
    };
    return settle(
      event,
      toAnswer(await apiOf(event).POST(`${base}/invitations/{invitationId}/send-again`, { params })),
      { done: 'again' },
    );
  },
  withdraw: async (event) => {
    const path = { ...event.params, invitationId: textOf(await event.request.formData(), 'invitation') };
    return settle(
      event,
      toAnswer(await apiOf(event).DELETE(`${base}/invitations/{invitationId}`, { params: { path } })),
      { done: 'withdrawn' },
    );
  },
};

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

function roleOf(form: FormData): Role {
  const role = textOf(form, 'role');
  return Object.hasOwn(roleWords, role) ? (role as Role) : 'member';
}

/** `entered` is what is shown again where it was not taken. */
interface Settling {
  done: string;
  entered?: { email: string; role: Role };
}

function settle(event: RequestEvent, answer: Answer<unknown>, { done, entered }: Settling) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { entered, errors: placeFieldErrors(answer.problem, fieldIds) });
}
