import { stepsOf } from '#lib/overview/steps-of.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { PageServerLoad } from './$types';

const doneWords = {
  created: 'The app is created, as a draft. Nobody else sees it before you publish.',
  replaced: 'The draft is replaced by your file. Nobody else sees it before you publish.',
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { appId } = event.params;
  const [app, { manifest }, next] = await Promise.all([
    readOwnApp(event),
    readDraft(event),
    apiOf(event).GET('/v1/developer/apps/{appId}/next-version', { params: { path: { appId } } }),
  ]);
  const { latest, proposed, changes, mistakes, warnings } = expectAnswer(toAnswer(next), 'You publish no such app.');
  const done = event.url.searchParams.get('done');
  return {
    app,
    latest,
    steps: stepsOf({ appId, manifest, latest, proposed, mistakes, warnings }),
    changes: changes && proposed ? { ...changes, agreed: toChangesView(changes.agreed) } : null,
    done: done === 'created' || done === 'replaced' ? doneWords[done] : null,
  };
};
