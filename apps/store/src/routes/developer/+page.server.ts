import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const answer = toAnswer(await apiOf(event).GET('/v1/developer/apps'));
  return { apps: expectAnswer(answer, 'There is no such list.').items };
};
