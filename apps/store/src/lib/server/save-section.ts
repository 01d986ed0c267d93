import { redirect } from '@sveltejs/kit';
import { sectionOf, type DraftSection, type SectionOf } from '../draft/draft-sections.ts';
import { mergeDrafts, type Clash } from '../draft/merge-drafts.ts';
import type { Manifest } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import { placeDraftErrors } from './place-draft-errors.ts';
import type { PlacedFields } from './place-field-errors.ts';
import { readDraft } from './read-draft.ts';
import { signInPath } from './require-viewer.ts';

/** What a section's form holds: the section as it was when the page was opened, and what was made of it. */
export interface SectionEdit<Section extends DraftSection> {
  section: Section;
  base: SectionOf<Section>;
  yours: SectionOf<Section>;
  /** What saving changes in other sections, such as a variable that was renamed; what it gives replaces those fields. */
  alongside?: ((manifest: Manifest) => Partial<Manifest>) | undefined;
}

/**
 * What is shown when a section was not saved. `value` goes into the form and `base` beside it: after a clash that is what is there now, so that
 * saving once more means it.
 */
export interface NotSaved<Section extends DraftSection> {
  status: number;
  value: SectionOf<Section>;
  base: SectionOf<Section>;
  errors: PlacedFields;
  clashes: Clash[];
}

const mostTries = 5;

/**
 * Saves one section of a draft and leaves the rest alone. What somebody else saved meanwhile stays where it is at other fields; at the same ones
 * nothing is saved and both are told. Answers `undefined` when it is saved.
 */
export async function saveSection<Section extends DraftSection>(
  event: Asking & { params: { appId: string } },
  { section, base, yours, alongside }: SectionEdit<Section>,
): Promise<NotSaved<Section> | undefined> {
  for (let tries = 1; ; tries += 1) {
    const { manifest, etag } = await readDraft(event);
    const theirs = sectionOf(manifest, section);
    const { value, clashes } = mergeDrafts({ base, yours, theirs });
    if (clashes.length > 0) return { status: 409, value, base: theirs, errors: clashing, clashes };
    const answer = toAnswer(
      await replace(event, { ...without(manifest, theirs), ...alongside?.(manifest), ...value }, etag),
    );
    if (answer.ok) return undefined;
    if (answer.status === 401) redirect(303, signInPath(event.url));
    // Saved by somebody else since it was read here: once more from the top.
    if (answer.status === 412 && tries < mostTries) continue;
    const errors = placeDraftErrors(answer.problem, { appId: event.params.appId, section });
    return { status: answer.status, value: yours, base, errors, clashes: [] };
  }
}

const clashing: PlacedFields = {
  summary: [
    {
      message:
        'Somebody else has saved the same fields since you opened this page, so nothing was saved. Compare both below.',
      href: '#clashes',
    },
  ],
  fields: {},
};

function replace(event: Asking & { params: { appId: string } }, manifest: object, etag: string) {
  return apiOf(event).PUT('/v1/developer/apps/{appId}/manifest', {
    params: { path: { appId: event.params.appId }, header: { 'If-Match': etag } },
    body: { manifest: { ...manifest } },
  });
}

function without(manifest: Manifest, part: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(manifest).filter(([name]) => !(name in part)));
}
