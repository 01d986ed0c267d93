import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { parseAppList } from '#lib/approvals/parse-app-list.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { takeEntries } from '#lib/server/kept-entries.ts';
import type { PlacedFields } from '#lib/server/place-field-errors.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { langOf, type ToldProblem } from '#lib/server/tell-problem.ts';
import { mayInstall, requireViewer, requireWorkspace } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import type { Actions, PageServerLoad } from './$types';

const path = '/v1/workspaces/{workspaceId}/policy';
const installerKinds = ['owners', 'managers', 'everyone'] as const;
const rules = ['all', 'allow', 'block'] as const;

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const workspace = requireWorkspace(viewer, event.params.workspaceId);
  const kept = takeEntries(event, viewer.user.id);
  return {
    workspace,
    manages: mayInstall(workspace),
    kept: kept && { ...toEntered((name) => kept.values[name]), etag: String(kept.values['etag'] ?? '') },
    policy: await readPolicy(event, workspace.id),
    isSaved: event.url.searchParams.has('saved'),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const entered = toEntered((name) => form.get(name));
    const { installers, rule } = entered;
    const apps = rule === 'all' ? [] : parseAppList(entered.apps);
    const answer = toAnswer(
      await apiOf(event).PUT(path, {
        params: {
          path: { workspaceId: event.params.workspaceId },
          header: { 'If-Match': readEntityTag(form) || '"none"' },
        },
        body: { installers, rule, apps },
      }),
    );
    if (answer.ok) redirect(303, `${event.url.pathname}?saved`);
    if (answer.status === 401)
      signInAgain(event, form, { values: { ...entered, etag: readEntityTag(form) }, scopes: [] });
    return fail(answer.status, { entered, errors: placeErrors(answer.problem) });
  },
};

/** What the form says, as far as it can. */
function toEntered(given: (name: string) => unknown) {
  const textOf = (name: string) => String(given(name) ?? '');
  return {
    installers: installerKinds.find((kind) => kind === textOf('installers')) ?? 'managers',
    rule: rules.find((each) => each === textOf('rule')) ?? 'all',
    apps: textOf('apps').slice(0, 60_000),
  };
}

/** Each entry of the list that is wrong is told at the one field that holds the list. */
function placeErrors(problem: ToldProblem): PlacedFields {
  const { code, detail, lang, errors = [] } = problem;
  if (code === 'policy_changed') {
    return { summary: [{ message: m.workspace_policy_changed() }], fields: {} };
  }
  const ofList = errors.filter(({ path: at }) => at.startsWith('apps')).map(({ message }) => message);
  if (ofList.length === 0) return { summary: [{ message: detail, lang }], fields: {} };
  const message = ofList.join(' ');
  return { summary: [{ message, href: '#policy-apps', lang: langOf(message, problem) }], fields: { apps: message } };
}
