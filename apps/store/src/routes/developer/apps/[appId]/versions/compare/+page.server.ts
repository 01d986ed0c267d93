import { error, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { PageServerLoad } from './$types';

const all = '/v1/developer/apps/{appId}/versions';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { appId } = event.params;
  const [app, answer] = await Promise.all([readOwnApp(event), apiOf(event).GET(all, { params: { path: { appId } } })]);
  const versions = expectAnswer(toAnswer(answer), 'You publish no such app.').items.map(({ version }) => version);
  const [newest, before] = versions;
  if (newest === undefined || before === undefined) redirect(303, `/developer/apps/${appId}/versions`);
  const to = event.url.searchParams.get('to') ?? newest;
  const from = event.url.searchParams.get('from') ?? versions[versions.indexOf(to) + 1] ?? before;
  if (!versions.includes(to) || !versions.includes(from)) error(404, 'The app has no such version.');
  const params = { path: { appId, version: to }, query: { from } };
  const changes = expectAnswer(
    toAnswer(await apiOf(event).GET(`${all}/{version}/changes`, { params })),
    'The app has no such version.',
  );
  return { app, versions, from, to, agreed: toChangesView(changes.agreed), texts: changes.texts };
};
