import { fail, redirect } from '@sveltejs/kit';
import { sectionOf, type SectionOf } from '#lib/draft/draft-sections.ts';
import { readScopesForm } from '#lib/scopes-editor/read-scopes-form.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readBase } from '#lib/server/read-base.ts';
import { readDraftListing } from '#lib/server/read-draft-listing.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { readScopes } from '#lib/server/read-scopes.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { saveSection } from '#lib/server/save-section.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// What is chosen shows in the preview at once.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const [app, { manifest }, listing, registry, use] = await Promise.all([
    readOwnApp(event),
    readDraft(event),
    readDraftListing(event, event.params.appId),
    readScopes(event),
    readUse(event),
  ]);
  const { name, hosts, lifecycle, authInputs } = listing;
  return {
    app,
    developer: viewer.user.name,
    section: sectionOf(manifest, 'scopes'),
    rest: { name, hosts, lifecycle, authInputs },
    ...registry,
    use,
    isSaved: event.url.searchParams.has('saved'),
  };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const notSaved = await saveSection(event, {
      section: 'scopes',
      base: readBase<SectionOf<'scopes'>>(form),
      yours: { scopes: readScopesForm(form) },
    });
    if (notSaved === undefined) redirect(303, `${event.url.pathname}?saved=1`);
    return fail(notSaved.status, notSaved);
  },
};

async function readUse(event: RequestEvent) {
  const path = { appId: event.params.appId };
  const answer = await apiOf(event).GET('/v1/developer/apps/{appId}/scope-use', { params: { path } });
  return expectAnswer(toAnswer(answer), 'You publish no such app.');
}
