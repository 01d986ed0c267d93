import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { parseAppList } from '#lib/approvals/parse-app-list.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import type { PlacedFields } from '#lib/server/place-field-errors.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { langOf, type ToldProblem } from '#lib/server/tell-problem.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad } from './$types';

const path = '/v1/workspaces/{workspaceId}/policy';
const installerKinds = ['owners', 'managers', 'everyone'] as const;
const rules = ['all', 'allow', 'block'] as const;

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  return {
    workspace,
    manages: mayInstall(workspace),
    policy: await readPolicy(event, workspace.id),
    isSaved: event.url.searchParams.has('saved'),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const textOf = (name: string) => String(form.get(name) ?? '');
    const installers = installerKinds.find((kind) => kind === textOf('installers')) ?? 'managers';
    const rule = rules.find((each) => each === textOf('rule')) ?? 'all';
    const entered = { installers, rule, apps: textOf('apps').slice(0, 60_000) };
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
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { entered, errors: placeErrors(answer.problem) });
  },
};

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
