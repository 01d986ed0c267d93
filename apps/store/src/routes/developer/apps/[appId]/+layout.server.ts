import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  await requireViewer(event);
  const params = { path: { appId: event.params.appId } };
  const answer = await apiOf(event).GET('/v1/developer/apps/{appId}/standing', { params });
  return { standing: expectAnswer(toAnswer(answer), 'You publish no such app.') };
};
