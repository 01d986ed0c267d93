import { fail, redirect } from '@sveltejs/kit';
import { ownValue } from '#lib/own-value.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { takeEntries, type KeptEntries } from '#lib/server/kept-entries.ts';
import { placeFieldErrors, type PlacedFields } from '#lib/server/place-field-errors.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import type { DeveloperProfile } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const path = '/v1/developer/profile';
const ids = { displayName: 'display-name', website: 'website', supportEmail: 'support-email', domain: 'domain' };
// A host may take its time until the API gives it up.
const patienceMs = 30_000;

const doneWords = {
  saved: 'Your profile is saved. The store shows it with your apps.',
  set: 'The domain is set. Put the proof in its place now, and check it then.',
  verified: 'The domain is verified. The store shows it with your apps.',
  token: 'There is a new token. Put it in the place of the former one, and check it then.',
  removed: 'The domain is removed. The store does not show it any more.',
};
type Done = keyof typeof doneWords;

export const load: PageServerLoad = async (event) => {
  const { user } = await requireViewer(event);
  const api = apiOf(event);
  const [profile, history] = await Promise.all([
    api.GET(path).then(toAnswer),
    api.GET(`${path}/history`, { params: { query: { limit: 10 } } }).then(toAnswer),
  ]);
  return {
    profile: expectAnswer<DeveloperProfile>(profile, 'There is no such profile.'),
    history: expectAnswer(history, 'There is no such history.').items,
    kept: toEntered(takeEntries(event, user.id)?.values),
    isChanging: event.url.searchParams.has('change'),
    done: ownValue(doneWords, event.url.searchParams.get('done') ?? '') ?? null,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const words = {
      displayName: textOf(form, 'displayName'),
      website: textOf(form, 'website'),
      supportEmail: textOf(form, 'supportEmail'),
    };
    const body = {
      displayName: words.displayName || null,
      website: words.website || null,
      supportEmail: words.supportEmail || null,
    };
    const answer = toAnswer(await apiOf(event).PUT(path, { body, params: tagOf(form) }));
    return answer.ok ? goOn(event, 'saved') : refuse(event, answer, { form, words });
  },
  set: async (event) => {
    const form = await event.request.formData();
    const wanted = { domain: textOf(form, 'domain'), method: methodOf(form) };
    const answer = toAnswer(await apiOf(event).PUT(`${path}/domain`, { body: wanted, params: tagOf(form) }));
    if (!answer.ok) return refuse(event, answer, { form, wanted });
    return goOn(event, answer.data.domain.status === 'waiting' ? 'set' : 'saved');
  },
  check: async (event) => {
    const answer = toAnswer(await apiOf(event, { patienceMs }).POST(`${path}/domain/check`));
    return answer.ok ? goOn(event, 'verified') : refuse(event, answer, {});
  },
  token: async (event) => {
    const params = tagOf(await event.request.formData());
    const answer = toAnswer(await apiOf(event).POST(`${path}/domain/token`, { params }));
    return answer.ok ? goOn(event, 'token') : refuse(event, answer, {});
  },
  remove: async (event) => {
    const params = tagOf(await event.request.formData());
    const answer = toAnswer(await apiOf(event).DELETE(`${path}/domain`, { params }));
    return answer.ok ? goOn(event, 'removed') : refuse(event, answer, {});
  },
};

interface Entered {
  words?: { displayName: string; website: string; supportEmail: string };
  wanted?: { domain: string; method: 'dns' | 'file' };
}

function goOn(event: RequestEvent, done: Done): never {
  redirect(303, `${event.url.pathname}?done=${done}`);
}

function refuse(
  event: RequestEvent,
  answer: Extract<Answer<unknown>, { ok: false }>,
  { form, ...entered }: Entered & { form?: FormData },
) {
  if (answer.status === 401 && form)
    signInAgain(event, form, {
      values: { ...entered.words, ...entered.wanted, etag: readEntityTag(form) },
      scopes: [],
    });
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const errors: PlacedFields = placeFieldErrors(answer.problem, ids);
  return fail(answer.status, { errors, ...entered });
}

/** What was entered before a sign-in: in one of the two forms, with the tag that it had. */
function toEntered(values: KeptEntries['values'] = {}): (Entered & { etag: string }) | undefined {
  const valueOf = (name: string) => String(values[name] ?? '');
  const etag = valueOf('etag');
  const [displayName, website, supportEmail] = [valueOf('displayName'), valueOf('website'), valueOf('supportEmail')];
  if ('displayName' in values) return { words: { displayName, website, supportEmail }, etag };
  if ('domain' in values)
    return { wanted: { domain: valueOf('domain'), method: valueOf('method') === 'file' ? 'file' : 'dns' }, etag };
  return undefined;
}

/** What the page was made from: what was changed elsewhere since is not overwritten. */
function tagOf(form: FormData): { header: { 'If-Match': string } } {
  return { header: { 'If-Match': readEntityTag(form) || '"none"' } };
}

function methodOf(form: FormData): 'dns' | 'file' {
  return form.get('method') === 'file' ? 'file' : 'dns';
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
    .trim()
    .slice(0, 2000);
}
