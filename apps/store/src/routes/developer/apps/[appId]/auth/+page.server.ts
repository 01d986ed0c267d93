import { fail, redirect } from '@sveltejs/kit';
import { adoptMerged } from '#lib/auth-editor/adopt-merged.ts';
import { changeInputs, type EditedList } from '#lib/auth-editor/change-inputs.ts';
import type { EditedInput } from '#lib/auth-editor/edited-input.ts';
import { keyErrors, keysWithErrors } from '#lib/auth-editor/key-errors.ts';
import { readAuthForm, toAuthSection, toEditedSection } from '#lib/auth-editor/read-auth-form.ts';
import { renameVariables, usesOfInputs } from '#lib/auth-editor/rename-variables.ts';
import { sectionOf } from '#lib/draft/draft-sections.ts';
import type { Clash } from '#lib/draft/merge-drafts.ts';
import type { PlacedFields } from '#lib/server/place-field-errors.ts';
import { readBase } from '#lib/server/read-base.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { readFormFields } from '#lib/server/read-form-fields.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { saveSection } from '#lib/server/save-section.ts';
import type { Actions, PageServerLoad } from './$types';

// What is edited shows in the preview at once.
export const csr = true;

type Section = { authInputs: EditedInput[] };

/** What the page shows of a form that was sent: the same whether it was refused or only changed. */
interface Shown extends Omit<EditedList, 'inputs'> {
  value: Section;
  base: Section;
  said: string;
  clashes: Clash[];
  errors: PlacedFields | undefined;
}

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const [app, { manifest }] = await Promise.all([readOwnApp(event), readDraft(event)]);
  return {
    app,
    developer: viewer.user.name,
    section: toEditedSection(sectionOf(manifest, 'auth')),
    uses: usesOfInputs(manifest.requests),
    isSaved: event.url.searchParams.has('saved'),
  };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const base = readBase<Section>(form, toAuthSection);
    const { inputs, unfolded, renames, ...posted } = readAuthForm(readFormFields(form));
    const notSaved = await saveSection(event, {
      section: 'auth',
      base: toAuthSection(base),
      yours: toAuthSection({ authInputs: inputs }),
      alongside: ({ requests }) => ({ requests: renameVariables(requests, renames) }),
    });
    if (notSaved === undefined) redirect(303, `${event.url.pathname}?saved=1`);
    const isClash = notSaved.clashes.length > 0;
    const errors = keyErrors(notSaved.errors, inputs);
    const shown: Shown = {
      ...posted,
      value: { authInputs: isClash ? adoptMerged(notSaved.value.authInputs, inputs) : inputs },
      base: isClash ? toEditedSection(notSaved.base) : base,
      unfolded: [...new Set([...unfolded, ...keysWithErrors(errors)])],
      said: '',
      clashes: notSaved.clashes,
      errors,
    };
    return fail(notSaved.status, shown);
  },
  // The buttons of the list, where no script runs.
  change: async (event) => {
    const form = await event.request.formData();
    const base = readBase<Section>(form, toAuthSection);
    const { inputs, unfolded, removed } = readAuthForm(readFormFields(form));
    const list = { inputs, unfolded, removed };
    const changed = changeInputs(list, String(form.get('change'))) ?? { ...list, said: '' };
    const shown: Shown = {
      value: { authInputs: changed.inputs },
      base,
      unfolded: changed.unfolded,
      removed: changed.removed,
      said: changed.said,
      clashes: [],
      errors: undefined,
    };
    return shown;
  },
};
