import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { appId } = event.params;
  const cursor = event.url.searchParams.get('cursor');
  const query = cursor === null ? {} : { cursor };
  const [keys, apps] = await Promise.all([
    apiOf(event).GET('/v1/developer/apps/{appId}/keys', { params: { path: { appId }, query } }),
    apiOf(event).GET('/v1/developer/apps'),
  ]);
  const missing = 'You publish no such app.';
  const app = expectAnswer(toAnswer(apps), missing).items.find(({ id }) => id === appId);
  return { ...expectAnswer(toAnswer(keys), missing), name: app?.name ?? appId };
};
