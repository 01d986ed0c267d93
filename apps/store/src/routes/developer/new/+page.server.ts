import { error } from '@sveltejs/kit';
import { proposeSlug } from '#lib/create/propose-slug.ts';
import { fieldId } from '#lib/draft/field-id.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { createApp } from '#lib/server/create-app.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors } from '#lib/server/place-field-errors.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// The slug is proposed while the name is typed.
export const csr = true;

const ids = {
  'manifest.name': fieldId('name'),
  'manifest.slug': fieldId('slug'),
  'manifest.summary': fieldId('summary'),
};

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const templates = (await readTemplates(event)).map(({ id, title, description }) => ({ id, title, description }));
  const chosen = event.url.searchParams.get('template') ?? '';
  return { templates, chosen, idempotencyKey: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const [template, name, slug, summary] = ['template', 'name', 'slug', 'summary'].map((field) =>
      String(form.get(field) ?? '').trim(),
    ) as [string, string, string, string];
    const values = { template, name, slug: slug || proposeSlug(name), summary };
    const begin = template === '' ? {} : await findTemplate(event, template);
    const manifest = { ...begin, name, slug: values.slug, summary };
    return createApp(event, { manifest, idempotencyKey }, (problem, nextKey) => ({
      values,
      errors: placeFieldErrors(problem, ids),
      idempotencyKey: nextKey,
    }));
  },
};

async function readTemplates(event: RequestEvent) {
  const answer = toAnswer(await apiOf(event).GET('/v1/developer/templates'));
  return expectAnswer(answer, 'There are no templates.').items;
}

async function findTemplate(event: RequestEvent, wanted: string): Promise<Record<string, unknown>> {
  const found = (await readTemplates(event)).find(({ id }) => id === wanted);
  return found?.manifest ?? error(400, 'There is no such template. Open the page again and choose another.');
}
