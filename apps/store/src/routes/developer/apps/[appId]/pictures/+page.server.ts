import { fail, redirect } from '@sveltejs/kit';
import { changePictures, type PictureChange } from '#lib/draft/change-pictures.ts';
import { sectionOf } from '#lib/draft/draft-sections.ts';
import { explainUploadProblem } from '#lib/draft/upload-problems.ts';
import { uploadWords, type UploadUse } from '#lib/draft/upload-words.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { saveSection } from '#lib/server/save-section.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const labels: Record<UploadUse, string> = {
  logo: 'Logo',
  cover: 'Cover image',
  screenshot: 'Screenshot',
  video: 'Video file',
};
const uses = Object.keys(labels) as UploadUse[];

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { manifest } = await readDraft(event);
  const { searchParams } = event.url;
  const use = useOf(searchParams.get('use'));
  const uploaded = /^[A-Za-z0-9_]{1,64}$/.exec(searchParams.get('uploaded') ?? '')?.[0];
  const problem = explainUploadProblem(searchParams.get('problem'));
  const { screenshots = [] } = manifest;
  return {
    name: manifest.name,
    slots: uses.map((each) => ({
      use: each,
      label: labels[each],
      takes: uploadWords[each].takes,
      accept: uploadWords[each].accept,
      shown:
        each === 'screenshot'
          ? screenshots.map(({ image, alt }) => ({ reference: image, alt }))
          : manifest[each]?.startsWith('asset:')
            ? [{ reference: manifest[each], alt: labels[each] }]
            : [],
      problem: each === use ? problem : undefined,
      uploaded: each === use && uploaded !== undefined ? `asset:${uploaded}` : undefined,
    })),
    done:
      searchParams.get('done') === 'removed'
        ? 'Removed from the draft.'
        : searchParams.get('done') === 'used'
          ? 'Saved in the draft.'
          : null,
  };
};

export const actions: Actions = {
  use: async (event) => {
    const form = await event.request.formData();
    const use = useOf(form.get('use'));
    const reference = String(form.get('reference') ?? '');
    const alt = String(form.get('alt') ?? '').trim();
    if (use === undefined)
      return fail(422, { use: 'logo' as const, message: 'Say what the picture is for.', reference, alt });
    if (use === 'screenshot' && alt === '') {
      return fail(422, {
        use,
        reference,
        alt,
        message: 'Say what the screenshot shows, for people who cannot see it.',
      });
    }
    return change(event, { do: 'use', use, reference, alt });
  },
  remove: async (event) => {
    const form = await event.request.formData();
    const use = useOf(form.get('use')) ?? 'logo';
    return change(event, { do: 'remove', use, place: Number(form.get('place') ?? 0) });
  },
};

async function change(event: RequestEvent, wanted: PictureChange) {
  const { manifest } = await readDraft(event);
  const base = sectionOf(manifest, 'settings');
  const notSaved = await saveSection(event, { section: 'settings', base, yours: changePictures(base, wanted) });
  if (notSaved === undefined) redirect(303, `?done=${wanted.do === 'use' ? 'used' : 'removed'}`);
  const [first] = notSaved.errors.summary;
  const { reference, alt } = wanted.do === 'use' ? wanted : { reference: '', alt: '' };
  return fail(notSaved.status, { use: wanted.use, message: first?.message ?? 'It was not saved.', reference, alt });
}

function useOf(value: unknown): UploadUse | undefined {
  return uses.find((each) => each === value);
}
