import { fail, redirect } from '@sveltejs/kit';
import { sectionOf, type SectionOf } from '#lib/draft/draft-sections.ts';
import { readBase } from '#lib/server/read-base.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { readFormFields } from '#lib/server/read-form-fields.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { saveSection, type NotSaved } from '#lib/server/save-section.ts';
import { changeScreenshots, type Removed } from '#lib/settings/change-screenshots.ts';
import { readSettingsForm } from '#lib/settings/read-settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

// What is typed is shown in the preview and survives a reload.
export const csr = true;

const section = 'settings';
type Settings = SectionOf<typeof section>;
type Answer = { value: Settings; base: Settings } & Partial<Pick<NotSaved<typeof section>, 'errors' | 'clashes'>> & {
    removed?: Removed | undefined;
  };

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const [app, { manifest }] = await Promise.all([readOwnApp(event), readDraft(event)]);
  return { app, settings: sectionOf(manifest, section), isSaved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const yours = readSettingsForm(readFormFields(form));
    const notSaved = await saveSection(event, { section, base: readBase<Settings>(form), yours });
    if (notSaved === undefined) redirect(303, '?saved=1');
    return fail<Answer>(notSaved.status, notSaved);
  },
  // A button beside the screenshots, pressed where no script runs.
  change: async (event): Promise<Answer> => {
    const form = await event.request.formData();
    const { change, removed, ...fields } = readFormFields(form);
    const value = readSettingsForm(fields);
    // A row that was just added is empty; it is there all the same.
    const rows = Array.isArray(fields['screenshots']) ? fields['screenshots'] : [];
    const all = rows.map(({ image = '', alt = '' }: Partial<Record<'image' | 'alt', string>>) => ({ image, alt }));
    const { list, removed: undoable } = changeScreenshots(all, String(change), parseRemoved(removed));
    return { value: { ...value, screenshots: list }, base: readBase<Settings>(form), removed: undoable };
  },
};

function parseRemoved(text: unknown): Removed | undefined {
  try {
    const { place, row } = JSON.parse(String(text)) as Removed;
    return { place: Number(place), row: { image: String(row.image), alt: String(row.alt) } };
  } catch {
    // Nothing was removed, or it is not as we wrote it: then there is nothing to put back.
    return undefined;
  }
}
